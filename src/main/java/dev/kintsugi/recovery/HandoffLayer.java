package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.RecoveryStrategy;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hands the case to a person: at once when only a person can help, else when failures pile up; and as long as a person
/// has the conversation, without asking the agent at all. A person may answer, or hand back with a note or another
/// credential: then the agent is asked once more.
final class HandoffLayer implements Layer {
    private final Pattern.Handoff settings;
    private final Layer next;
    private final AtomicInteger failures = new AtomicInteger();

    HandoffLayer(Pattern.Handoff settings, Layer next) {
        this.settings = settings;
        this.next = next;
    }

    @Override
    public Outcome ask(Ask ask, Run run) {
        if (run.escalation().taken()) {
            var help = handOver("a person has this conversation", null, run);
            return help instanceof Help.Answered answered
                    ? stoodIn(answered, ask.model(), null)
                    : next.ask(noted(ask, help), run);
        }
        var outcome = counted(ask, run);
        return failed(outcome) ? escalated(outcome, ask, run) : outcome;
    }

    private Outcome counted(Ask ask, Run run) {
        var before = run.attempts();
        var outcome = next.ask(ask, run);
        if (failed(outcome)) {
            failures.addAndGet(Math.max(1, run.attempts() - before));
        } else {
            failures.set(0);
        }
        return outcome;
    }

    private Outcome escalated(Outcome outcome, Ask ask, Run run) {
        var error = error(outcome);
        if (!onlyPeople(error) && failures.get() < settings.threshold()) {
            return outcome;
        }
        var help = handOver(failing(outcome, error), error, run);
        return switch (help) {
            case Help.Answered answered -> {
                failures.set(0);
                yield stoodIn(answered, ask.model(), error);
            }
            case Help.HandedBack _ -> again(outcome, ask, help, run);
            case Help.Nobody _ -> {
                run.step(settings.name(), Step.Action.GAVE_UP, "nobody took the case");
                yield outcome;
            }
        };
    }

    /// What a person changed is tried once: with it, not in circles.
    private Outcome again(Outcome outcome, Ask ask, Help help, Run run) {
        if (!run.mayAskAgain(settings.name(), ask)) {
            return outcome;
        }
        run.step(settings.name(), Step.Action.TRIED_AGAIN, "asks again after a person handed back");
        return counted(noted(ask, help), run);
    }

    private static Ask noted(Ask ask, Help help) {
        return help instanceof Help.HandedBack back && !back.note().isBlank()
                ? ask.noting("A colleague looked at this case and says: " + back.note())
                : ask;
    }

    private Help handOver(String failing, @Nullable AgentError error, Run run) {
        run.step(settings.name(), Step.Action.FELL_BACK, "hands the case to a person: " + failing);
        return run.escalation().escalate(failing, error == null ? "" : ErrorWords.plain(error), failures.get(),
                settings.patience());
    }

    private Outcome stoodIn(Help.Answered answered, String model, @Nullable AgentError error) {
        return new Outcome.StoodIn(DeliveredStatus.HUMAN, answered.text(), settings.name(), model, error);
    }

    private static boolean failed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> false;
            case Outcome.Failed _,Outcome.Rejected _,Outcome.Doubted _ -> true;
            case Outcome.StoodIn s -> s.status() == DeliveredStatus.MESSAGE;
        };
    }

    private static @Nullable AgentError error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed f -> f.error();
            case Outcome.Rejected r -> r.error();
            case Outcome.StoodIn s -> s.error();
            case Outcome.Answered _,Outcome.Doubted _ -> null;
        };
    }

    private static boolean onlyPeople(@Nullable AgentError error) {
        return error != null && error.strategies().contains(RecoveryStrategy.HUMAN_HANDOFF)
                && !error.strategies().contains(RecoveryStrategy.MODEL_FALLBACK);
    }

    private String failing(Outcome outcome, @Nullable AgentError error) {
        if (error != null) {
            return onlyPeople(error)
                    ? "only a person can renew the access to the " + error.context().target()
                    : "the " + error.context().target() + " failed " + failures + " times";
        }
        return outcome instanceof Outcome.Doubted doubted && !doubted.detections().isEmpty()
                ? "the reply is in doubt: " + doubted.detections().getFirst().reason().value()
                : "no reply could be given, " + failures + " failures so far";
    }
}
