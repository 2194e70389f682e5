package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.NotContinued;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.fault.TurnPlace;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.report.story.TurnStory;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What a session's lane does, on the session as it stands on disk: after a write that failed it is loaded anew. For the
/// lane alone, but for [#core].
final class SessionWork {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWork.class);

    private final Lab lab;
    private final Supplier<SessionCore> reload;
    private volatile SessionCore core;
    private volatile boolean stale;
    /// Of which it was told that its last turn is lost.
    private @Nullable SessionCore told;

    SessionWork(Lab lab, SessionCore core, Supplier<SessionCore> reload) {
        this.lab = lab;
        this.core = core;
        this.reload = reload;
    }

    /// The session as it was when the lane last touched it.
    SessionCore core() { return core; }

    /// Whether the session has to be loaded before it is used.
    boolean isStale() { return stale; }

    /// The session as it stands on disk.
    SessionCore fresh() {
        if (stale) {
            core = reload.get();
            stale = false;
        }
        core.clock().look();
        return core;
    }

    /// Does something with the session as it stands on disk. When another lab has written to it meanwhile, and nothing
    /// of this is on disk yet, the session is loaded again and it is done once more.
    <T extends @Nullable Object> T onFresh(Function<SessionCore, T> work) {
        var current = fresh();
        var before = current.committed();
        try {
            return work.apply(current);
        } catch (Problem e) {
            stale = true;
            if (e.getCause() instanceof NotContinued && current.committed() == before) {
                return work.apply(fresh());
            }
            throw e;
        }
    }

    /// Lets a program that drives turns itself write the log.
    <T extends @Nullable Object> T write(Function<TurnPen, T> pen) {
        try {
            return pen.apply(new SessionPen(fresh()));
        } catch (Problem e) {
            throw unwritten(e);
        }
    }

    /// A turn of the conversation.
    TurnStory turn(Said said) {
        return settled((current, number) -> {
            if (said.step() > 0) {
                current.record(number, new LabEvent.ScenarioStep(said.step(), said.stepName()), 0);
            }
            current.wish(number, said.wish());
            var forced = said.forced() != null ? said.forced() : lab.settings().forced();
            var due = forced == null && said.planned() ? due(current, number) : Optional.<Ordered>empty();
            var faults = said.faults() != null ? said.faults() : lab.settings().faults();
            var settings = due.map(d -> d.over(faults)).orElse(faults);
            current.settings(number, settings);
            new TurnRun(current, lab.injector(), number, said).run(said.message(),
                    due.map(Ordered::failure).orElse(forced), settings);
        });
    }

    /// What a plan has for this turn; the log shows it as forced, so that a replay needs no plan.
    private Optional<Ordered> due(SessionCore current, int number) {
        var now = current.clock().now().toEpochMilli();
        var begun = current.folds().story(SessionStory::created).orElse(now);
        var place = new TurnPlace(current.place(number), current.drawKey(), current.spec().seed(), now);
        return lab.settings().plans().mode(place, now - begun);
    }

    /// A turn that uses tools by a plan.
    TurnStory work(String request, Consumer<WorkTurn> plan) {
        return settled((current, number) -> {
            var faults = lab.settings().faults();
            current.settings(number, faults);
            var turn = new WorkTurn(current, number, record -> new WorkFaults(current, lab.injector(), faults,
                    lab.settings().forced(), number, record));
            turn.begin(request);
            plan.accept(turn);
        });
    }

    private TurnStory settled(ObjIntConsumer<SessionCore> turn) {
        try {
            return onFresh(current -> settled(current, turn));
        } catch (Problem e) {
            tellLost();
            throw e;
        }
    }

    /// Whoever watches would wait for its end until the session is loaded again.
    private void tellLost() {
        var here = core;
        if (here != told && here.committed() < here.head()) {
            told = here;
            here.tellLost(here.turns());
        }
    }

    private TurnStory settled(SessionCore current, ObjIntConsumer<SessionCore> turn) {
        var number = current.turns() + 1;
        MDC.put("turn", Integer.toString(number));
        try {
            turn.accept(current, number);
        } catch (Cancelled e) {
            interrupt(current, number, Cancelled.STOPPED);
        } catch (Problem e) {
            throw unwritten(e);
        } catch (RuntimeException e) {
            interrupt(current, number, "the lab itself failed");
            throw new Problem("The turn could not be finished", "the lab itself failed: " + e,
                    "Say it again; if it happens again, report it with the log file", Problem.Exit.INTERNAL, e);
        }
        var story = current.story(number);
        LOG.atInfo().addKeyValue("outcome", story.outcome()).addKeyValue("status", story.status())
                .addKeyValue("ms", story.processingMs()).log("turn over");
        return story;
    }

    private static void interrupt(SessionCore current, int number, String why) {
        current.stopStreaming();
        current.record(number, new LabEvent.TurnInterrupted(why), 0);
        current.commit(number);
    }

    private Problem unwritten(Problem problem) {
        stale = true;
        lab.storeTrouble();
        return problem;
    }
}
