package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    @Test
    void eachStepTellsHowItEndedAndWhy() {
        var history = Runs.history(log(1, step(3), said(), Runs.injected(FailureMode.OFF_TOPIC),
                Runs.injected(FailureMode.API_TIMEOUT), Runs.concluded(Outcome.LOST, FailureMode.OFF_TOPIC)));
        assertThat(history.happenings()).containsExactly(
                new Happening.Moment(3, 1, Ending.FAILED, Outcome.LOST, FailureMode.OFF_TOPIC, 1));
    }

    @Test
    void aFailureOfOneTurnDoesNotStickToTheNext() {
        var history = Runs.history(log(1, step(1), said(), Runs.injected(FailureMode.OFF_TOPIC),
                Runs.concluded(Outcome.LOST, FailureMode.OFF_TOPIC), step(2), said(),
                Runs.concluded(Outcome.SOUND, null)));
        assertThat(history.moments().getLast().mode()).isNull();
    }

    @Test
    void turnsOutsideTheScriptAreLeftOut() {
        assertThat(Runs.history(log(1, said(), Runs.concluded(Outcome.LOST, FailureMode.OFF_TOPIC)))).isEqualTo(
                History.EMPTY);
        assertThat(Runs.history(log(1, step(1), said(), Runs.concluded(Outcome.SOUND, null), said(),
                Runs.concluded(Outcome.LOST, FailureMode.OFF_TOPIC))).moments()).hasSize(1);
    }

    @Test
    void anInterruptedTurnIsNobodysFailure() {
        assertThat(Runs.history(log(1, step(1), said(), new LabEvent.TurnInterrupted("stopped")))).isEqualTo(
                History.EMPTY);
    }

    @Test
    void restartsAndTheCustomersLeavingAreKeptInOrder() {
        var history = Runs.history(log(0, new LabEvent.AgentRestarted(false), new LabEvent.AgentRestarted(true),
                new LabEvent.Disconnected(100)));
        assertThat(history.happenings()).containsExactly(new Happening.Restarted(false),
                new Happening.Restarted(true), new Happening.Left());
        assertThat(history.left()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SOUND,REPLY,WORKED", "TOLERATED,REPLY,WORKED", "RECOVERED,REPLY,MENDED",
            "NATURAL_RECOVERED,REPLY,MENDED", "SOFTENED,STALE,SOFTENED", "LOST,REPLY,FAILED", "LOST,ERROR,FAILED",
            "HARMED,REPLY,WORKED", "HARMED,MESSAGE,SOFTENED", "NATURAL_FAILURE,ERROR,FAILED",
            "NATURAL_FAILURE,MESSAGE,SOFTENED"})
    void theOutcomeAndWhatWasDeliveredSayHowAStepEnded(Outcome outcome, DeliveredStatus delivered, Ending ending) {
        var end = new LabEvent.TurnConcluded(TurnStatus.SUCCESS, TurnStatus.SUCCESS, delivered, outcome, 1, 1, 1);
        assertThat(Runs.history(log(1, step(1), end)).moments().getFirst().ending()).isEqualTo(ending);
    }

    private static LabEvent step(int number) { return new LabEvent.ScenarioStep(number, "a step"); }

    private static LabEvent said() { return new LabEvent.MessageReceived(Text.of("Hello"), null); }

    private static List<Entry> log(int turn, LabEvent... events) {
        var log = new ArrayList<Entry>();
        for (var event : events) {
            log.add(Runs.entry(turn, log.size() + 1, event));
        }
        return log;
    }
}
