package dev.kintsugi.lab.relay;

import static dev.kintsugi.lab.relay.RelayRig.fail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.verdict.Habit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A failed call to which its caller does not come back, nor to its session.
class GivenUpTest {
    private final RelayRig rig = new RelayRig(RelaySettings.DEFAULTS);

    @AfterEach
    void close() { rig.close(); }

    private void passes(Duration time) {
        rig.lab.open(new SessionId("s")).pause(time).join();
        rig.relay.giveUp();
    }

    private List<Habit> habits() { return rig.verdicts().getFirst().findings().stream().map(f -> f.habit()).toList(); }

    @Test
    void afterTwoMinutesItIsSaid() {
        fail(rig.arrive("s", "hello", "service_unavailable"));
        passes(Duration.ofSeconds(100));
        assertThat(habits()).isEmpty();
        passes(Duration.ofSeconds(21));
        assertThat(habits()).containsExactly(Habit.GAVE_UP);
        assertThat(rig.turns("s")).extracting(TurnStory::state).containsExactly(TurnStory.State.CONCLUDED);
    }

    @Test
    void whatIsStillAnsweredIsNotGivenUp() {
        var call = rig.arrive("s", "hello", "service_unavailable");
        passes(Duration.ofMinutes(10));
        fail(call);
        assertThat(rig.arrive("s", "hello", "service_unavailable").attempt()).isEqualTo(2);
    }
}
