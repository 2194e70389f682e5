package dev.kintsugi.lab.bench;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.fault.TurnPlace;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.store.Forgetting;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.PostgresUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Measures what the lab costs on this machine, everything in one run, so that the figures may be held against each
/// other. Turns are measured with an agent that does not think; the scripted agent has a figure of its own. For one
/// thread; uses all cores while it measures many sessions.
public final class Bench {
    private static final int MEASUREMENTS = 19;
    private static final int MANY_SESSIONS = 64;
    private static final List<Integer> SESSIONS = List.of(1, 8, MANY_SESSIONS);
    private static final int MANY_TURNS = 100_000;
    private static final int OPENED_TURNS = 200;
    private static final int COUNTED = 2_000;
    /// A turn is much code, and is compiled well only after some ten thousand: so many come first, for each second of a
    /// measurement.
    private static final int WARM_TURNS = 35_000;
    /// The same for whole scenarios.
    private static final int WARM_SCENARIOS = 100;
    private static final int HELD = 10_000;
    private static final int HELD_EACH = 100;
    private static final double MIB = 1 << 20;

    private final Duration time;
    private final Path folder;
    private final AgentSource agents;
    private final @Nullable PostgresUrl postgres;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    private Bench(Duration time, Path folder, AgentSource agents, @Nullable PostgresUrl postgres,
            Consumer<String> progress) {
        this.time = time;
        this.folder = folder;
        this.agents = agents;
        this.postgres = postgres;
        this.progress = progress;
    }

    /// Runs everything.
    ///
    /// @param time     of each measurement, about
    /// @param folder   an existing folder on the disk that is measured; what is made in it is removed again
    /// @param agents   makes the scripted agent
    /// @param scenario is replayed
    /// @param postgres where else is recorded, absent for nowhere; a schema is made in it and removed again
    /// @param progress gets a line before each measurement
    /// @throws dev.kintsugi.domain.Problem when the folder cannot be used
    public static Findings run(Duration time, Path folder, AgentSource agents, Scenario scenario,
            @Nullable PostgresUrl postgres, Consumer<String> progress) {
        var bench = new Bench(time, folder, agents, postgres, progress);
        bench.pieces();
        bench.turns();
        bench.stored();
        bench.whole(scenario);
        return Findings.of(bench.figures);
    }

    private void add(String what, Supplier<Figure> measurement) {
        progress.accept((figures.size() + 1) + "/" + measurements() + "  " + what);
        figures.add(measurement.get());
    }

    private int measurements() { return MEASUREMENTS + (postgres == null ? 0 : SESSIONS.size()); }

    private void pieces() {
        var place = new TurnPlace(new TurnId(new SessionId("bench"), 3), 1, 42, 1_000);
        var off = FaultSettings.defaults();
        var rolls = off.withChaos(true).withMultiplier(0);
        var injector = new Injector();
        each("decision_off", "a decision, chaos off", "ns", 1,
                () -> injector.decide(off, SessionFaults.NEW, place, null));
        each("decision", "a decision, every mode rolled", "ns", 1,
                () -> injector.decide(rolls, SessionFaults.NEW, place, null));
        var tokens = Tokens.ofEncoding("cl100k_base");
        var text = SteadyAgent.ANSWER.repeat(10);
        each("tokens", "tokens of " + SteadyAgent.ANSWER.length() + " characters", "µs", 1e3,
                () -> tokens.count(SteadyAgent.ANSWER));
        each("tokens_long", "tokens of " + text.length() + " characters", "µs", 1e3, () -> tokens.count(text));
        var chain = new Chain(Salts.derived(new Draws(42), 1), Chain.GENESIS);
        var entry = new Entry(new SessionId("bench"), 1, 1, 1, 1, 0,
                new LabEvent.MessageReceived(Text.of(SteadyAgent.QUESTION), null));
        each("line", "an event's line, hashed into the chain", "µs", 1e3, () -> chain.append(entry));
    }

    /// What comes of the work is kept for a moment: else the compiler leaves the work out.
    private void each(String name, String title, String unit, double nanos, Supplier<?> work) {
        var kept = new AtomicReference<Object>();
        Runnable once = () -> kept.setRelease(work.get());
        add(title, () -> Figure.of(name, title, unit, Rounds.divided(new Rounds(time).nanos(1_000, once), nanos)));
    }

    private void turns() {
        var steady = new SteadyAgent();
        turn("clean_turn", "a clean turn without storage", (_, _, _) -> steady, null);
        turn("injected_turn", "an injected turn without storage", (_, _, _) -> steady, FailureMode.HALLUCINATION);
        turn("scripted_turn", "a clean turn of the scripted agent", agents, null);
    }

    private void turn(String name, String title, AgentSource source, @Nullable FailureMode forced) {
        add(title, () -> {
            try (var turns = new Turns(new Forgetting(), source)) {
                return besideTheLane(() -> {
                    warm(WARM_TURNS / Turns.EACH, () -> turns.converse(forced));
                    var nanos = new Rounds(time).nanos(Turns.EACH, () -> turns.converse(forced));
                    return Figure.of(name, title, "µs", Rounds.divided(nanos, 1e3));
                });
            }
        });
    }

    private void warm(int perSecond, Runnable work) {
        for (var left = perSecond * time.toMillis() / 1_000; left > 0; left--) {
            work.run();
        }
    }

    private void stored() {
        var stored = new Stored(folder, time);
        add("recorded in memory", () -> {
            // Once for nothing: else what is measured last finds the compiler's work done.
            stored.onDisk(MANY_SESSIONS);
            return stored.inMemory();
        });
        for (var sessions : SESSIONS) {
            add("recorded on disk by " + sessions, () -> stored.onDisk(sessions));
        }
        add("recorded on disk by 64, one commit a turn", () -> stored.onDiskOneByOne(MANY_SESSIONS));
        add("bytes a turn on disk", () -> stored.bytes(COUNTED));
        var shared = postgres;
        if (shared != null) {
            for (var sessions : SESSIONS) {
                add("recorded in Postgres by " + sessions, () -> stored.onPostgres(sessions, shared));
            }
        }
        // With less time than a second a measurement, only a look is wanted.
        var turns = (int) Math.clamp(time.toMillis() * MANY_TURNS / 1_000, Turns.EACH, MANY_TURNS);
        add("memory after " + turns + " turns", () -> stored.memory(turns));
    }

    private void whole(Scenario scenario) {
        var title = "opening a session of " + OPENED_TURNS + " turns";
        add(title, () -> opening(title));
        var forty = LongScript.of(scenario);
        add("replaying forty turns",
                () -> replaying("replay", "replaying 40 turns of a scenario", new Forgetting(), forty));
        add("replaying forty turns, kept in memory", () -> replaying("replay_memory",
                "the same, written to a database in memory", H2Journal.inMemory(), forty));
        add("memory of open sessions", this::held);
    }

    /// Heap that open sessions hold, their logs being elsewhere: what is used after collecting garbage, before and after.
    private Figure held() {
        var steady = new SteadyAgent();
        try (var turns = new Turns(new Forgetting(), (_, _, _) -> steady)) {
            var before = Heap.used();
            for (int i = 0; i < HELD / HELD_EACH; i++) {
                Turns.say(turns.begin(), HELD_EACH, FailureMode.HALLUCINATION);
            }
            return Figure.of("held", "heap held by 10,000 turns of 100 open sessions", "MiB",
                    Math.max(1, Heap.used() - before) / MIB);
        }
    }

    private Figure opening(String title) {
        var steady = new SteadyAgent();
        try (var turns = new Turns(H2Journal.inMemory(), (_, _, _) -> steady)) {
            var session = turns.begin();
            for (int i = 0; i < OPENED_TURNS; i += Turns.EACH) {
                Turns.say(session, Turns.EACH, FailureMode.HALLUCINATION);
                session.reset().join();
            }
            turns.lab().close(session.id());
            var nanos = new Rounds(time).nanos(1, (Runnable) () -> {
                turns.lab().open(session.id());
                turns.lab().close(session.id());
            });
            return Figure.of("opening", title, "ms", Rounds.divided(nanos, 1e6));
        }
    }

    /// On a virtual thread, as the sessions' lanes are: handing a turn to a thread of the system and back may
    /// take as long as the turn when its processor sleeps.
    private static Figure besideTheLane(Callable<Figure> measuring) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(measuring).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("turns could not be measured", e);
        }
    }

    private Figure replaying(String name, String title, Journal journal, Scenario scenario) {
        try (var turns = new Turns(journal, agents)) {
            Runnable replay = () -> {
                var run = Run.of(turns.lab(), scenario, PlayOptions.atOnce("none", 42), (_, _) -> {});
                turns.lab().close(run.session());
            };
            return besideTheLane(() -> {
                warm(WARM_SCENARIOS, replay);
                var nanos = new Rounds(time).nanos(1, replay);
                return Figure.of(name, title, "ms", Rounds.divided(nanos, 1e6));
            });
        }
    }
}
