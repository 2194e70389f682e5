package dev.kintsugi.lab;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.Equipment;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.lab.log.KeptSalts;
import dev.kintsugi.lab.log.LastPolicy;
import dev.kintsugi.lab.log.Recorder;
import dev.kintsugi.lab.time.PatientClock;
import dev.kintsugi.recovery.Services;
import dev.kintsugi.recovery.SharedPast;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.Forgetting;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The lives of a replayed session: the first, and one for each time it was opened again. Used by one thread.
final class Lives {
    private final Lab lab;
    private final AgentSettings usual;
    private final Tape tape;
    private final Entry first;
    private final LabEvent.SessionOpened opened;
    private final boolean fed;
    private @Nullable VirtualClock virtual;

    /// @param usual what the agent is when the log does not say
    Lives(Lab lab, AgentSettings usual, Tape tape, Set<Integer> foreign) {
        this.lab = lab;
        this.usual = usual.withProvider(null);
        this.tape = tape;
        var begin = tape.next();
        if (begin == null || !(begin.event() instanceof LabEvent.SessionOpened event)) {
            throw new Problem("The log cannot be replayed", "it does not begin with the opening of a session",
                    "Replay a whole log");
        }
        this.first = begin;
        this.opened = event;
        this.fed = event.equipment() == null && !event.virtual();
        if (fed && tape.all().stream()
                .anyMatch(e -> e.event() instanceof LabEvent.MessageReceived && !foreign.contains(e.turn()))) {
            throw new Problem("The log cannot be replayed",
                    "it does not say with which agent and at which moments it was made: an earlier version wrote it, "
                            + "or a program brought its own agent along",
                    "Replay a conversation that this version recorded, or any session in virtual time");
        }
    }

    SessionId id() { return first.session(); }

    /// What the session shared with others in its lab is as the log says; in virtual time it shared with nobody.
    private Services shared(LabClock clock, boolean virtually) {
        return virtually ? new Services(clock) : Services.recorded(clock, new SharedPast() {
            @Override
            public Optional<Step> step(int after) {
                return tape.ahead(after) instanceof LabEvent.Recovering e ? Optional.of(e.step()) : Optional.empty();
            }

            @Override
            public Optional<Duration> wait(int after) {
                return tape.ahead(after) instanceof LabEvent.Paused e
                        ? Optional.of(Duration.ofMillis(e.plannedMs()))
                        : Optional.empty();
            }
        });
    }

    /// Lets virtual time reach a moment of an input.
    void reach(long lab) {
        if (virtual != null) {
            var left = Duration.between(virtual.now(), Instant.ofEpochMilli(lab));
            virtual.advance(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /// The life that begins here.
    Session next() {
        var core = tape.position() == 0 ? begun() : reopened();
        core.commit(0);
        return new Session(lab, core, null, () -> {
            throw new IllegalStateException("a replay keeps nothing that could be loaded again");
        });
    }

    private SessionCore begun() {
        var core = core(opened.equipment(), opened.virtual() ? Instant.ofEpochMilli(first.lab()) : null);
        core.record(0, fed ? opened : Sessions.opened(core, opened.equipment()), 0);
        return core;
    }

    private SessionCore reopened() {
        virtual = null;
        var again = tape.next(tape.foundOpen());
        var equipment = again != null && again.event() instanceof LabEvent.SessionReopened e && e.equipment() != null
                ? e.equipment()
                : opened.equipment();
        var core = core(equipment, null);
        // Earlier versions closed the last turn alone, so the log says which.
        var open = core.folds().story(SessionStory::openTurns);
        for (var left = tape.foundOpen(); left > 0; left--) {
            var turn = Objects.requireNonNull(tape.next()).turn();
            if (!open.contains(turn)) {
                throw tape.differs("the log has this of a turn that was over");
            }
            core.record(turn, new LabEvent.TurnInterrupted(Sessions.FOUND_OPEN), 0);
        }
        if (tape.nextEvent() instanceof LabEvent.SessionReopened event) {
            core.record(0, event, 0);
        }
        return core;
    }

    private SessionCore core(@Nullable Equipment equipment, @Nullable Instant start) {
        virtual = start == null ? null : new VirtualClock(start);
        LabClock clock = virtual != null ? virtual : new FedClock(tape);
        var salts = new KeptSalts(start != null ? Salts.derived(new Draws(opened.seed()), opened.drawKey()) : tape);
        var spent = new AtomicLong();
        var settings = equipment == null
                ? usual
                : new AgentSettings(equipment.pack().value(), equipment.contextWindow(), null);
        var spec = new SessionSpec(id(), settings, opened.policy(), opened.seed(), start, opened.scenario());
        var folds = new Folds(SessionSpec.EVERY_TURN);
        tape.before().forEach(folds::add);
        return new SessionCore(new SessionCore.Parts(id(), spec, opened.drawKey(),
                agent(equipment, settings, new PatientClock(clock, spent)), clock, folds, recorder(clock, salts, folds),
                new EmbeddedState(clock), new Watchers(), LabSettings.Thresholds.DEFAULT,
                LastPolicy.of(opened).policy(),
                shared(clock, start != null),
                new FedPeople(tape), salts, spent));
    }

    private Recorder recorder(LabClock clock, KeptSalts salts, Folds folds) {
        return new Recorder(id(), clock, new Forgetting(), new Chain(salts, tape.head()),
                tape.position(), folds, tape);
    }

    private Agent agent(@Nullable Equipment equipment, AgentSettings settings, LabClock clock) {
        if (equipment == null || equipment.asked().isEmpty()) {
            return lab.agents().agent(settings, opened.seed(), clock);
        }
        var models = equipment.asked().stream().map(Equipment.Asked::model).toList();
        var tokens = equipment.encoding().isEmpty()
                ? Tokens.ofModel(models.getFirst())
                : Tokens.ofEncoding(equipment.encoding());
        return Agents.over(new FedModel(tape, equipment), Packs.at(settings.pack()), models, tokens, false).on(clock);
    }
}
