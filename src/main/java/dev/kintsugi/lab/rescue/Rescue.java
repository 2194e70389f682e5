package dev.kintsugi.lab.rescue;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.workflow.PackTools;
import dev.kintsugi.report.story.PeopleCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recovers a whole session: whether it can be done, then context, history, memory, agent, model, effects, workflow,
/// people, voice and streams one by one, and a check at the end. At most three attempts and 300 s, without what people
/// take: what was not looked at by then is told. When the session cannot be brought back it is closed; its log stays as it
/// is. Safe for many threads, but one session is recovered by one.
public final class Rescue {
    public static final int ATTEMPTS = 3;
    public static final Duration LIMIT = Duration.ofSeconds(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);

    private final Lab lab;
    private final LabClock clock;
    private final Duration limit;

    public Rescue(Lab lab, LabClock clock) { this(lab, clock, LIMIT); }

    Rescue(Lab lab, LabClock clock, Duration limit) {
        this.lab = lab;
        this.clock = clock;
        this.limit = limit;
    }

    /// Does it all, with the tools of what the session's agent knows. Throws a [Problem] when there is no such session, or
    /// a turn of it is under way.
    public RescueReport recover(SessionId id) { return recover(id, PackTools::of); }

    /// The same for an agent or a workflow with tools of its own.
    ///
    /// @param tools asked what became of unknown effects, and used to go on
    public RescueReport recover(SessionId id, List<Tool> tools) { return recover(id, _ -> tools); }

    private RescueReport recover(SessionId id, Function<Session, List<Tool>> tools) {
        if (!lab.knows(id)) {
            throw new Problem("There is no session '" + id + "'", "nothing was written under this name",
                    "List the sessions, and choose one of them");
        }
        if (lab.openSessions().stream().anyMatch(s -> s.id().equals(id) && s.busy())) {
            throw new Problem("The session is at work", "a turn is under way", "Stop it first, or let it end");
        }
        var deadline = Deadline.in(limit, clock);
        for (int attempt = 1;; attempt++) {
            var parts = new Parts(lab, id, tools, clock);
            try {
                var findings = parts.all(deadline.remaining(clock));
                var session = lab.open(id);
                session.outside(new LabEvent.SessionRecovered(attempt,
                        findings.stream().noneMatch(f -> f.result() == Finding.Result.REMAINS), findings)).join();
                return new RescueReport(id, attempt, findings, PeopleCount.of(session.turns()), session.alerts(),
                        false);
            } catch (Cancelled e) {
                throw e;
            } catch (RuntimeException e) {
                var why = why(e);
                LOG.warn("attempt {} to recover {} failed: {}", attempt, id, why.why());
                if (attempt == ATTEMPTS || deadline.passed(clock)) {
                    return closed(id, attempt, parts.log(), why);
                }
                clock.sleep(PAUSE.multipliedBy(attempt), WaitReason.BACKOFF);
            }
        }
    }

    private static Problem why(RuntimeException e) {
        var cause = e.getCause();
        return e instanceof Problem problem
                ? problem
                : cause instanceof Problem inner
                        ? inner
                        : new Problem("The session cannot be recovered", "the lab itself failed: " + e,
                                "Report it with the log file", e);
    }

    /// Nothing is deleted: what can be read of the session can be exported.
    private RescueReport closed(SessionId id, int attempts, Optional<Finding> log, Problem why) {
        lab.close(id);
        var session = new Finding("session", Finding.Result.REMAINS, Text.of(why.what() + ": " + why.why()),
                Text.of(why.todo() + ". What was said is in the log, which can be exported"));
        return new RescueReport(id, attempts, Stream.concat(log.stream(), Stream.of(session)).toList(),
                PeopleCount.of(List.of()), List.of(), true);
    }
}
