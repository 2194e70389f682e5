package dev.kintsugi.lab.relay;

import static dev.kintsugi.lab.relay.RelayRig.fail;
import static dev.kintsugi.lab.relay.RelayRig.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.report.story.TurnStory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Calls with the same body, of which several turns may wait for their next attempt.
class RepeatedCallTest {
    private static final String OVERLOADED = "service_unavailable(cure=persistent)";
    private static final String LIMITED = "rate_limiting(cure=persistent)";

    private final RelayRig rig = new RelayRig(RelaySettings.DEFAULTS);

    @AfterEach
    void close() { rig.close(); }

    private RelayTurn arrive(String fault) { return rig.arrive("s", "the same", fault); }

    @Test
    void whatAsksForAnotherFaultIsATurnOfItsOwnAndItsRetryBelongsToIt() {
        fail(arrive(OVERLOADED));
        fail(arrive(LIMITED));
        var second = arrive(LIMITED);
        assertThat(second.attempt()).isEqualTo(2);
        fail(second);
        var third = arrive(LIMITED);
        assertThat(third.attempt()).isEqualTo(3);
        reply(third);
        assertThat(rig.turns("s")).extracting(t -> t.attempts().size()).containsExactly(1, 3);
        rig.relay.close();
        assertThat(rig.turns("s")).extracting(TurnStory::state).containsOnly(TurnStory.State.CONCLUDED);
    }

    @Test
    void equalCallsAtOnceAreTurnsThatAreEachTriedAgain() {
        var firsts = IntStream.range(0, 3).mapToObj(_ -> arrive(OVERLOADED)).toList();
        firsts.forEach(RelayRig::fail);
        var seconds = IntStream.range(0, 3).mapToObj(_ -> arrive(OVERLOADED)).toList();
        assertThat(seconds).extracting(RelayTurn::attempt).containsExactly(2, 2, 2);
        assertThat(seconds).extracting(RelayTurn::place).containsExactlyInAnyOrderElementsOf(
                firsts.stream().map(RelayTurn::place).toList());
        seconds.forEach(RelayRig::reply);
        assertThat(rig.turns("s")).hasSize(3)
                .allSatisfy(t -> assertThat(t.state()).isEqualTo(TurnStory.State.CONCLUDED))
                .allSatisfy(t -> assertThat(t.attempts()).hasSize(2));
    }

    @Test
    void equalCallsThatNobodyTriesAgainAllEndWithTheLab() {
        var all = IntStream.range(0, 3).mapToObj(_ -> arrive(OVERLOADED)).toList();
        all.forEach(RelayRig::fail);
        rig.relay.close();
        assertThat(rig.turns("s")).extracting(TurnStory::state).hasSize(3)
                .containsOnly(TurnStory.State.CONCLUDED);
    }
}
