package dev.kintsugi.lab.play;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.History;
import dev.kintsugi.lab.scenario.HistoryFold;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.lab.scenario.StepFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/// Says a scenario's steps one after the other to a session of its own, and lets the customer's patience follow. The
/// player's thread plays; anybody may read.
final class Script {
    private final Scenario scenario;
    private final PlayOptions options;
    private final Session session;
    private final FaultSettings chance;
    private final HistoryFold fold = new HistoryFold();
    private long read;
    private final ScriptedPeople people = new ScriptedPeople(List.of());
    private volatile int done;
    private volatile boolean left;

    Script(Lab lab, Scenario scenario, PlayOptions options) { this(lab, scenario, options, UnaryOperator.identity()); }

    /// @param change makes other chances of the scenario's own
    Script(Lab lab, Scenario scenario, PlayOptions options, UnaryOperator<FaultSettings> change) {
        this.scenario = scenario;
        this.options = options;
        this.chance = change.apply(Chance.settings(scenario.chance()));
        var knowledge = scenario.knowledge();
        var agent = lab.settings().agent().withPack(knowledge == null ? scenario.pack() : knowledge.toString());
        var spec = SessionSpec.of(lab.settings()).withAgent(agent).withPolicy(options.policy())
                .withSeed(options.seed());
        spec = scenario.hasPeople() ? spec.asking(people) : spec;
        this.session = lab.begin(options.virtual()
                ? spec.virtual(scenario.start(), scenario.name())
                : spec.playing(scenario.name()));
    }

    Session session() { return session; }

    int done() { return done; }

    boolean ended() { return left || done >= scenario.steps().size(); }

    PlaybackState state(boolean playing, boolean ended) {
        var history = history();
        return new PlaybackState(session.id(), scenario, options.policy(), options.seed(), done, playing, ended,
                history, Bill.of(scenario, history));
    }

    /// Lets happen what comes before the next step: the agent's restart, the customer's pause.
    void pass() {
        var step = scenario.steps().get(done);
        if (step.restartBefore()) {
            session.restartAgent().join();
            patience();
        }
        session.pause(step.pause()).join();
    }

    /// Plays the next step to its end.
    void next() {
        var step = scenario.steps().get(done);
        people.now(step.people());
        session.say(said(step)).join();
        patience();
        done = step.number();
    }

    private Said said(ScriptStep step) {
        var fault = step.fault();
        return fault == null
                ? new Said(step.message(), null, chance, step.number(), step.name())
                : new Said(step.message(), fault.mode(), with(chance, fault), step.number(), step.name());
    }

    private static FaultSettings with(FaultSettings settings, StepFault fault) {
        var old = settings.mode(fault.mode());
        var parameters = new HashMap<>(old.parameters());
        parameters.putAll(fault.parameters());
        return settings.withMode(fault.mode(), new ModeSettings(old.on(), old.probability(), parameters));
    }

    /// Writes down how the last happening moved the customer's patience, and whether it was the last straw.
    private void patience() {
        var curve = scenario.patience().curve(history());
        if (curve.size() < 2) {
            return;
        }
        var before = curve.get(curve.size() - 2);
        var now = curve.getLast();
        if (before.ppm() != now.ppm()) {
            session.outside(new LabEvent.PatienceChanged(before.ppm(), now.ppm(), now.why())).join();
        }
        if (now.gone() && !left) {
            session.outside(new LabEvent.Disconnected(now.ppm())).join();
            left = true;
        }
    }

    /// Reads on from where it stopped, as far as the log has no gap: a turn may be under way.
    private synchronized History history() {
        unread().forEach(entry -> {
            if (entry.sequence() == read + 1) {
                fold.add(entry);
                read = entry.sequence();
            }
        });
        return fold.history();
    }

    private List<Entry> unread() {
        var all = new ArrayList<Entry>();
        for (var turn : session.turns().reversed()) {
            all.addAll(turn.entries());
            if (turn.entries().getFirst().sequence() <= read) {
                break;
            }
        }
        all.addAll(session.outsideEntries());
        all.sort(Comparator.comparingLong(Entry::sequence));
        return all;
    }
}
