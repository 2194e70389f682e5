package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.FailureMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Logs of scenarios as they might have been played: which steps were lost, softened or mended is up to the test.
final class Runs {
    static final Path PROJECT = Path.of("").toAbsolutePath();

    private final Scenario scenario;
    private final Map<Integer, Outcome> outcomes;
    private final boolean restored;
    private final List<Entry> log = new ArrayList<>();
    private int turn;

    private Runs(Scenario scenario, Map<Integer, Outcome> outcomes, boolean restored) {
        this.scenario = scenario;
        this.outcomes = outcomes;
        this.restored = restored;
    }

    static Scenario insurance() { return Scenarios.find("insurance", PROJECT); }

    /// Plays a scenario on paper: a step with a fault ends as told, or else as `others`; the customer leaves when
    /// patience says so.
    static List<Entry> play(Scenario scenario, Outcome others, boolean restored, Map<Integer, Outcome> told) {
        var outcomes = new HashMap<Integer, Outcome>();
        scenario.steps().stream().filter(s -> s.fault() != null).forEach(s -> outcomes.put(s.number(), others));
        outcomes.putAll(told);
        return new Runs(scenario, outcomes, restored).play();
    }

    static History history(Scenario scenario, Outcome others, boolean restored, Map<Integer, Outcome> told) {
        return history(play(scenario, others, restored, told));
    }

    static History allLost(Scenario scenario) { return history(scenario, Outcome.LOST, false, Map.of()); }

    static History allRecovered(Scenario scenario) { return history(scenario, Outcome.RECOVERED, true, Map.of()); }

    private List<Entry> play() {
        for (var step : scenario.steps()) {
            if (step.restartBefore()) {
                add(0, new LabEvent.AgentRestarted(restored));
            }
            turn++;
            play(step);
            if (patience().gone()) {
                add(turn, new LabEvent.Disconnected(patience().ppm()));
                break;
            }
        }
        return log;
    }

    private PatienceState patience() { return scenario.patience().curve(history(log)).getLast(); }

    private void play(ScriptStep step) {
        add(turn, new LabEvent.ScenarioStep(step.number(), step.name()));
        var mode = step.fault() == null ? null : step.fault().mode();
        add(turn, new LabEvent.MessageReceived(Text.of(step.message()), mode));
        if (mode != null) {
            add(turn, injected(mode));
        }
        add(turn, concluded(outcomes.getOrDefault(step.number(), Outcome.SOUND), mode));
    }

    private void add(int inTurn, LabEvent event) { log.add(entry(inTurn, log.size() + 1, event)); }

    static Entry entry(int turn, long sequence, LabEvent event) {
        return new Entry(new SessionId("s-1"), turn, sequence, sequence, sequence, 0, event);
    }

    static LabEvent.Injected injected(FailureMode mode) {
        return new LabEvent.Injected(mode, 1, "model", Text.of("fine"), Text.of("broken"), "", List.of(), "");
    }

    static LabEvent.TurnConcluded concluded(Outcome outcome, @Nullable FailureMode mode) {
        var delivered = switch (outcome) {
            case SOFTENED -> DeliveredStatus.MESSAGE;
            case NATURAL_FAILURE -> DeliveredStatus.ERROR;
            case LOST, SOUND, TOLERATED, RECOVERED, HARMED, NATURAL_RECOVERED -> DeliveredStatus.REPLY;
        };
        return new LabEvent.TurnConcluded(mode == null ? TurnStatus.SUCCESS : TurnStatus.FAILURE, TurnStatus.SUCCESS,
                delivered, outcome, outcome == Outcome.RECOVERED ? 2 : 1, 100, 1_000);
    }

    /// What a session's log says.
    static History history(List<Entry> log) {
        var fold = new HistoryFold();
        log.forEach(fold::add);
        return fold.history();
    }
}
