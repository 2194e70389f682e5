package dev.kintsugi.lab.matrix;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.scenario.Expectation;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.lab.scenario.StepFault;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.Forgetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Failure modes against recovery patterns: which saves which. Nobody writes it down; it is played, each cell in a session
/// of its own in virtual time, from the same script and seed. Immutable.
///
/// @param seed    what chance was drawn from
/// @param columns what the policies of the columns are called
public record Matrix(long seed, List<String> columns, List<Row> rows) {
    /// The column without any recovery.
    public static final String NONE = "none";

    public Matrix {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// The columns that are usually wanted: nothing, each pattern alone, and the standard policy.
    public static List<String> usual() {
        var all = new ArrayList<String>();
        all.add(NONE);
        Policies.patterns().forEach(p -> all.add("only " + p));
        all.add("standard");
        return all;
    }

    /// Plays it. The script's failed steps are played with every mode in turn, with its usual cure and without any; the
    /// others as they stand. What became of the last of them counts: some failures show only when they go on. Each cell has
    /// a lab of its own, so all draw the same chance; several are played at a time.
    ///
    /// @param each is told of every row when it is done
    /// @throws Problem when the script has no failed step, or a column is no policy
    public static Matrix play(AgentSource agents, Scenario script, long seed, List<String> columns,
            Consumer<Row> each) {
        var policies = new LinkedHashMap<String, Policy>();
        columns.forEach(c -> policies.put(c, Policies.named(c)));
        return play(agents, script, seed, policies, each);
    }

    /// The same with policies that need have no name.
    ///
    /// @param columns policies by what their columns are called, in the order of the columns
    static Matrix play(AgentSource agents, Scenario script, long seed, SequencedMap<String, Policy> columns,
            Consumer<Row> each) {
        var rows = new ArrayList<Row>();
        for (var mode : FailureMode.values()) {
            for (var cure : Expectation.CURES) {
                var row = new Row(mode, cure, cells(agents, script, seed, columns, mode, cure));
                rows.add(row);
                each.accept(row);
            }
        }
        return new Matrix(seed, List.copyOf(columns.keySet()), rows);
    }

    private static Map<String, Cell> cells(AgentSource agents, Scenario script, long seed,
            SequencedMap<String, Policy> columns, FailureMode mode, String cure) {
        var names = List.copyOf(columns.keySet());
        var played = List.copyOf(columns.values()).parallelStream()
                .map(policy -> cell(agents, script, seed, policy, mode, cure)).toList();
        var cells = new LinkedHashMap<String, Cell>();
        for (int i = 0; i < names.size(); i++) {
            cells.put(names.get(i), played.get(i));
        }
        return cells;
    }

    private static Cell cell(AgentSource agents, Scenario script, long seed, Policy policy, FailureMode mode,
            String cure) {
        try (var lab = new Lab(LabSettings.defaults(), new Forgetting(), new EmbeddedState(new ConversationClock()),
                agents)) {
            var people = new ScriptedPeople(List.of());
            return cell(begin(lab, script, seed, policy, people), people, script, mode, cure);
        }
    }

    private static Session begin(Lab lab, Scenario script, long seed, Policy policy, ScriptedPeople people) {
        var knowledge = script.knowledge();
        var settings = LabSettings.defaults();
        var agent = settings.agent().withPack(knowledge == null ? script.pack() : knowledge.toString());
        return lab.begin(SessionSpec.of(settings).withAgent(agent).withSeed(seed).asking(people)
                .virtual(script.start(), script.name()), policy);
    }

    /// Plays one cell once more in a session of that lab, in virtual time, and leaves the session there to be looked at.
    public static Session shown(Lab lab, Scenario script, long seed, String policy, FailureMode mode, String cure) {
        var people = new ScriptedPeople(List.of());
        var session = begin(lab, script, seed, Policies.named(policy), people);
        cell(session, people, script, mode, cure);
        return session;
    }

    private static Cell cell(Session session, ScriptedPeople people, Scenario script, FailureMode mode, String cure) {
        var failed = Optional.<TurnStory>empty();
        for (var step : script.steps()) {
            session.pause(step.pause()).join();
            people.now(step.people());
            var turn = session.say(said(step, mode, cure)).join();
            failed = step.fault() == null ? failed : Optional.of(turn);
        }
        return failed.map(Matrix::cell).orElseThrow(() -> none(script));
    }

    private static Problem none(Scenario script) {
        return new Problem("The matrix cannot be played", "the script " + script.name() + " has no step with a fault",
                "Give one of its steps a fault; every mode is put in its place");
    }

    private static Cell cell(TurnStory turn) {
        return new Cell(Saved.of(Objects.requireNonNull(turn.outcome())), turn.attempts().size(), turn.processingMs(),
                turn.deliveredBy());
    }

    private static Said said(ScriptStep step, FailureMode mode, String cure) {
        var calm = FaultSettings.defaults();
        return step.fault() == null
                ? new Said(step.message(), null, calm, step.number(), step.name())
                : new Said(step.message(), mode, with(calm, mode, cure), step.number(), step.name());
    }

    private static FaultSettings with(FaultSettings calm, FailureMode mode, String cure) {
        var usual = calm.mode(mode);
        return calm.withMode(mode,
                new ModeSettings(usual.on(), usual.probability(), Map.of(StepFault.CURE, cure)));
    }

    /// Where the matrix is not what the script expects, each in a line; empty when all is as written.
    public List<String> unlike(Expectation expected) {
        var unlike = new ArrayList<String>();
        for (var row : rows) {
            for (var column : columns) {
                var wanted = expected.of(row.mode(), row.cure(), column);
                var found = row.cell(column).saved().wire();
                if (!wanted.equals(found)) {
                    unlike.add(row.name() + " under " + column + ": expected "
                            + (wanted.isEmpty() ? "nothing" : wanted) + ", found " + found);
                }
            }
        }
        return List.copyOf(unlike);
    }
}
