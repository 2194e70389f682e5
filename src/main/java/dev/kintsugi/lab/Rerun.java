package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.Forgetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One replay on its way: does with a session of its own what was done with the recorded one. Used by one thread.
final class Rerun implements AutoCloseable {
    private final Tape tape;
    private final Lab lab;
    private final Lives lives;
    private final Set<Integer> foreign;
    private final Set<Integer> raced;
    private FaultSettings faults = FaultSettings.defaults();
    private @Nullable Session session;
    private long inputs;

    /// @param recorded the lab whose agents are asked again
    Rerun(Lab recorded, Tape tape) {
        this.tape = tape;
        this.foreign = Foreign.turns(tape.all());
        this.lab = new Lab(LabSettings.defaults(), new Forgetting(), new EmbeddedState(new ConversationClock()),
                recorded.agents());
        this.raced = Foreign.raced(tape.all());
        this.lives = new Lives(lab, recorded.settings().agent(), tape, foreign);
    }

    Replay run() {
        try {
            while (!tape.over()) {
                step();
            }
        } catch (Tape.Unwound e) {
            // The tape knows why.
        }
        return new Replay(lives.id(), turns().size(), tape.position(), inputs, tape.head(), tape.difference(),
                notes());
    }

    private List<TurnStory> turns() {
        var last = session;
        return last == null ? List.of() : last.turns();
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (!foreign.isEmpty()) {
            notes.add(foreign.size() + (foreign.size() == 1 ? " turn was" : " turns were")
                    + " driven by another program or a workflow, and taken as inputs");
        }
        if (!raced.isEmpty()) {
            notes.add("in " + raced.size() + (raced.size() == 1 ? " turn" : " turns")
                    + " two attempts raced each other by the clock on the wall, which cannot be played again: taken as inputs");
        }
        if (tape.difference().filter(d -> raced.stream().anyMatch(turn -> turn < d.turn())).isPresent()) {
            notes.add(
                    "what recovery learnt in a race the replay does not know, so that this difference alone is no sign "
                            + "of a forgery");
        }
        var turns = turns();
        if (tape.difference().isEmpty() && !turns.isEmpty() && turns.getLast().state() == TurnStory.State.OPEN) {
            notes.add("the log ends within turn " + turns.size());
        }
        return notes;
    }

    private void step() {
        var entry = Objects.requireNonNull(tape.next());
        if (session == null || entry.event() instanceof LabEvent.SessionReopened || tape.killedHere()) {
            live();
        } else if (entry.event() instanceof LabEvent.SettingChanged changed && policy(changed, entry.turn())) {
            inputs++;
        } else if (foreign.contains(entry.turn()) || raced.contains(entry.turn())) {
            feed(entry);
        } else if (entry.turn() == session().turns().size() + 1) {
            say(entry.turn());
        } else {
            outside(entry);
        }
    }

    private void live() {
        var old = session;
        if (old != null) {
            old.close();
        }
        session = lives.next();
        inputs++;
    }

    private Session session() { return Objects.requireNonNull(session); }

    /// A change of policy between turns.
    private boolean policy(LabEvent.SettingChanged changed, int turn) {
        if (turn > session().turns().size()) {
            return false;
        }
        var value = changed.value().value();
        return switch (changed.name()) {
            case LabEvent.SettingChanged.POLICY -> {
                await(session().policy(Policies.named(value)));
                yield true;
            }
            case Folds.POLICY_TEXT -> {
                await(session().policy(Policies.read(value)));
                yield true;
            }
            default -> false;
        };
    }

    private void feed(Entry entry) {
        lives.reach(entry.lab());
        inputs++;
        if (entry.event() instanceof LabEvent.SettingChanged changed) {
            change(changed);
        }
        await(session().feed(entry));
    }

    private void change(LabEvent.SettingChanged changed) {
        switch (changed.name()) {
            case Folds.REQUEST, LabEvent.SettingChanged.POLICY, Folds.POLICY_TEXT -> {
            }
            default -> faults = SettingText.with(faults, changed.name(), changed.value().value());
        }
    }

    /// A turn: what was said, and what was set for it.
    private void say(int turn) {
        var step = 0;
        var name = "";
        var policy = "";
        var request = "";
        var ahead = 0;
        for (var entry = tape.next(); entry != null && entry.turn() == turn; entry = tape.next(++ahead)) {
            switch (entry.event()) {
                case LabEvent.ScenarioStep e -> {
                    step = e.number();
                    name = e.name();
                }
                case LabEvent.SettingChanged e when e.name().equals(Folds.REQUEST) -> request = e.value().value();
                case LabEvent.SettingChanged e when e.ofPolicy() -> policy = e.value().value();
                case LabEvent.SettingChanged e -> change(e);
                case LabEvent.MessageReceived e -> {
                    inputs += ahead + 1L;
                    await(session().say(new Said(e.message().value(), e.forced(), faults, step, name,
                            Projections.wished(request, policy))));
                    return;
                }
                default -> throw tape.differs("the log has this before the turn's message");
            }
        }
        throw tape.differs("the log has no message for this turn");
    }

    /// What happened between two turns.
    private void outside(Entry entry) {
        switch (entry.event()) {
            case LabEvent.SessionReset _ -> await(session().reset());
            case LabEvent.AgentRestarted _ -> await(session().restartAgent());
            case LabEvent.Paused e when e.reason() == WaitReason.SCRIPT ->
                await(session().pause(Duration.ofMillis(e.plannedMs())));
            default -> {
                if (!Foreign.between(entry.event())) {
                    throw tape.differs("the log goes on with this where the replay has finished the turn");
                }
                feed(entry);
                return;
            }
        }
        inputs++;
    }

    private void await(CompletableFuture<?> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Tape.Unwound unwound) {
                if (tape.killedHere() && tape.difference().isEmpty()) {
                    return;
                }
                throw unwound;
            }
            throw e.getCause() instanceof Problem problem ? problem : e;
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
        lab.close();
    }
}
