package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ApprovalVerdict;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Counts of people, over real turns.
class PeopleCountTest {
    private final Lab lab = Lab.inMemory(LabSettings.defaults(), new TestAgents());

    @AfterEach
    void close() { lab.close(); }

    private Session asking(Act... acts) {
        return lab.begin(SessionSpec.of(lab.settings()).withPolicy("supervised")
                .virtual(Instant.parse("2026-01-05T09:00:00Z"), "").asking(new ScriptedPeople(Arrays.asList(acts))));
    }

    private static Act act(Act.Kind kind, int seconds) { return new Act(kind, Duration.ofSeconds(seconds), "Hello"); }

    @Test
    void whereNobodyWasAskedThereIsNoData() {
        var none = PeopleCount.of(List.of());
        assertThat(none.asked()).isFalse();
        assertThat(none.medianWaitMs()).isEmpty();
        assertThat(none.words()).contains("handoffs 0").contains("no data (n = 0 decisions)");
        assertThat(none.fields().get("median_wait_ms")).isNull();
    }

    @Test
    void aHandoffForAFailureWasNeededAndItsWaitIsCounted() {
        var session = asking(act(Act.Kind.CREDENTIAL, 60), act(Act.Kind.ANSWER, 20));
        for (int i = 0; i < 3; i++) {
            session.say("Where is my claim INS-2024-9876?", FailureMode.AUTH_ERROR).join();
        }
        var count = PeopleCount.of(session.turns());
        assertThat(count.needed()).isEqualTo(3);
        assertThat(count.unneeded()).isZero();
        assertThat(count.answered()).isEqualTo(2);
        assertThat(count.waitedMs()).containsExactly(60_000L, 20_000L);
        assertThat(count.medianWaitMs()).hasValue(40_000);
    }

    @Test
    void aPersonWhoKeepsTheConversationIsNoOtherHandoff() {
        var session = asking(act(Act.Kind.TAKE_OVER, 10), act(Act.Kind.TAKE_OVER, 5), act(Act.Kind.ANSWER, 5));
        session.say("Where is my claim INS-2024-9876?", FailureMode.AUTH_ERROR).join();
        session.say("Thank you.", null).join();
        session.say("And my rental?", null).join();
        var count = PeopleCount.of(session.turns());
        assertThat(count.handoffs()).isEqualTo(1);
        assertThat(count.answered()).as("no more than there were handoffs").isEqualTo(1);
        assertThat(count.waitedMs()).hasSize(3);
        assertThat(session.takenBy()).isEmpty();
    }

    @Test
    void silenceIsAVerdictButNoDecision() {
        var session = asking();
        session.say("Where is my money? INS-2024-4410", null).join();
        session.say("Yes, please.", null).join();
        var count = PeopleCount.of(session.turns());
        assertThat(count.approvals()).containsEntry(ApprovalVerdict.SILENT, 1);
        assertThat(count.waitedMs()).isEmpty();
    }
}
