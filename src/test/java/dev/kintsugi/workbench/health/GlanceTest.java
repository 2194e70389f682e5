package dev.kintsugi.workbench.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.recovery.Alert;
import dev.kintsugi.workbench.OpenLab;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GlanceTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @Test
    void aSoundConversationIsHealthy() {
        var session = OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings()));
        session.say("How much is my deductible?", null).join();
        var now = Glance.of(session);
        assertThat(now.healthy()).isTrue();
        assertThat(now.ailing()).isEmpty();
        assertThat(now.counts().recoveryRate().n()).isZero();
    }

    @Test
    void aServiceThatKeepsFailingIsNamed() {
        var session = OPEN.lab().begin(SessionSpec.of(OPEN.lab().settings()).withPolicy("conversational"));
        for (int turn = 0; turn < 4; turn++) {
            session.say("How much is my deductible?", FailureMode.AUTH_ERROR).join();
        }
        var now = Glance.of(session);
        assertThat(now.counts().recoveryRate().n()).isEqualTo(4);
        assertThat(now.counts().timesToRestore()).noneMatch(t -> t.restored());
        assertThat(now.healthy()).isEqualTo(now.ailing().isEmpty());
    }

    @Test
    void aSessionThatIsOpenedAgainIsNotBlamedForACircuitItNoLongerHas() {
        var lab = OPEN.lab();
        var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("standard").virtual(Instant.EPOCH, ""));
        for (int turn = 0; turn < 6; turn++) {
            session.say("How much is my deductible?", FailureMode.SERVICE_UNAVAILABLE).join();
        }
        assertThat(Glance.of(session).alerts()).extracting(Alert::summary).anyMatch(s -> s.contains("circuit"));
        assertThat(Glance.of(session).ailing()).isNotEmpty();
        lab.close(session.id());
        var again = Glance.of(lab.open(session.id()));
        assertThat(again.alerts()).extracting(Alert::summary).noneMatch(s -> s.contains("circuit"));
        assertThat(again.healthy()).isEqualTo(again.ailing().isEmpty());
    }
}
