package dev.kintsugi.workbench.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.workbench.OpenLab;
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
}
