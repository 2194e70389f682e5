package dev.kintsugi.lab.rescue;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.Finding.Result;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.StateFound;
import dev.kintsugi.lab.workflow.Workflows;
import dev.kintsugi.recovery.PastReplies;
import dev.kintsugi.report.audit.Verdict;
import dev.kintsugi.report.audit.Verifier;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.report.story.TurnStory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One attempt at a session's parts, in order. For one thread.
final class Parts {
    static final String LOG = "log";
    private static final int SHOWN = 60;

    private final Lab lab;
    private final SessionId id;
    private final Function<Session, List<Tool>> by;
    private final LabClock clock;
    private final List<Finding> findings = new ArrayList<>();

    /// @param by    what the session's agent or workflow uses
    /// @param clock by which it is waited for a workflow
    Parts(Lab lab, SessionId id, Function<Session, List<Tool>> by, LabClock clock) {
        this.lab = lab;
        this.id = id;
        this.by = by;
        this.clock = clock;
    }

    /// @param time how long all parts together may take, without what people take; the check at the end is always made
    List<Finding> all(Duration time) {
        feasible();
        var session = context();
        var tools = by.apply(session);
        var deadline = Deadline.in(time, session.patience());
        part("history", session, deadline, this::history);
        part("memory", session, deadline, this::memory);
        part("agent", session, deadline, this::agent);
        part("model", session, deadline, this::model);
        part("effects", session, deadline, each -> effects(each, tools));
        part("workflow", session, deadline,
                each -> findings.add(new WorkflowPart(lab, clock).look(each, tools, deadline)));
        part("people", session, deadline, this::people);
        part("voice", session, deadline, this::voice);
        part("streams", session, deadline, this::streams);
        validated(session);
        return findings;
    }

    /// What was found about the log, as far as it came to that.
    Optional<Finding> log() { return findings.stream().filter(f -> f.part().equals(LOG)).findFirst(); }

    private void part(String name, Session session, Deadline deadline, Consumer<Session> look) {
        if (deadline.passed(session.patience())) {
            found(name, Result.REMAINS, "was not looked at: the time for recovering the session was over",
                    "Recover it again");
        } else {
            look.accept(session);
        }
    }

    private void feasible() {
        var health = lab.storeHealth();
        var verdict = verdict();
        verdict.bad().ifPresentOrElse(
                bad -> found(LOG, Result.REMAINS, "line " + bad.line() + " is not sound: " + bad.why(),
                        "Compare it with an export that was kept elsewhere"),
                () -> found(LOG, Result.FINE, verdict.events() + (verdict.events() == 1 ? " event" : " events, each")
                        + " in its chain; kept in "
                        + health.name(), ""));
    }

    /// Opens the session anew from its log: what was open in memory is let go, a turn found open is closed.
    private Session context() {
        lab.close(id);
        var session = lab.open(id);
        var turns = session.turns();
        var interrupted = !turns.isEmpty() && turns.getLast().state() == TurnStory.State.INTERRUPTED;
        found("context", interrupted ? Result.MENDED : Result.FINE, interrupted
                ? "turn " + turns.size() + " was cut off and is closed: \"" + turns.getLast().message().value() + "\""
                : "opened from its log, " + turns.size() + (turns.size() == 1 ? " turn" : " turns"),
                interrupted && Workflows.of(session).isEmpty() ? "Say it again if it still matters" : "");
        return session;
    }

    /// A detector is wrong sometimes, so that nothing is taken out of a history on its word alone.
    private void history(Session session) {
        var size = session.history().size() + (session.history().size() == 1 ? " message" : " messages")
                + " from the log";
        var doubts = session.doubts();
        if (doubts.isEmpty()) {
            found("history", Result.FINE, size + ", and no reply among "
                    + (session.history().size() > PastReplies.READ ? "the latest " + PastReplies.READ : "them")
                    + " looks wrong", "");
            return;
        }
        var last = doubts.getLast();
        found("history", Result.REMAINS, size + "; " + doubts.size() + (doubts.size() == 1 ? " reply" : " replies")
                + " among them may be wrong and spoil the next, the last \"" + beginning(last.reply()) + "\" ("
                + last.first().detector() + ": " + last.first().reason().value() + ")",
                "Tell the agent what is right, or let it forget all with /reset; under a policy with verify and checkpoint"
                        + " the next answer is checked, and asked for on a clean history when it fails");
    }

    private static String beginning(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }

    /// What a short-lived store forgot is nothing broken: a new process has forgotten all.
    private void memory(Session session) {
        var store = "the state in " + lab.stateStore();
        switch (session.restoreState().join()) {
            case KEPT -> found("memory", Result.FINE, store + " is what the log says", "");
            case FORGOTTEN ->
                found("memory", Result.FINE, store + " is made from the log, as nothing was kept there", "");
            case OTHER ->
                found("memory", Result.MENDED, store + " was not what the log says, and is written again from it",
                        "");
        }
    }

    private void agent(Session session) {
        found("agent", Result.FINE, session.agentName() + " with " + session.model() + ", recovery "
                + session.policyName() + "; circuits and caches begin afresh", "");
    }

    /// A model that failed last is told with how often in a row; what no waiting cures needs a person.
    private void model(Session session) {
        var calls = session.turns().stream().flatMap(t -> t.attempts().stream()).filter(a -> a.target().equals("model"))
                .toList().reversed();
        var failed = calls.stream().takeWhile(a -> !a.ok()).toList();
        if (failed.isEmpty()) {
            found("model", Result.FINE, calls.isEmpty()
                    ? session.model() + " was not asked yet"
                    : calls.getFirst().model() + " answered when it was asked last", "");
            return;
        }
        var last = failed.getFirst();
        var denied = last.category() == ErrorCategory.SECURITY_VALIDATION
                || last.category() == ErrorCategory.CONFIGURATION;
        found("model", denied ? Result.REMAINS : Result.FINE, last.model() + " failed when it was asked last, "
                + (failed.size() == 1 ? "once" : failed.size() + " times in a row") + ": " + last.error().value(),
                denied
                        ? "Look after its key and settings"
                        : "Ask again; a policy with model_fallback asks the next one by itself");
    }

    private void voice(Session session) {
        var silent = session.turns().stream().flatMap(t -> t.entries().stream()).map(Entry::event)
                .filter(LabEvent.SpeechFailed.class::isInstance).map(LabEvent.SpeechFailed.class::cast).toList();
        found("voice", Result.FINE, silent.isEmpty()
                ? "no reply failed to be spoken"
                : (silent.size() == 1 ? "a reply" : silent.size() + " replies")
                        + " could not be spoken and came as text, last because of " + silent.getLast().why().value(),
                silent.isEmpty() ? "" : "Look after the speech engine, or do without it");
    }

    private void effects(Session session, List<Tool> tools) {
        var settled = session.settleEffects(tools).join();
        var unknown = settled.stream().filter(i -> i.state() == EffectState.UNKNOWN).toList();
        settled.stream().filter(i -> i.state() != EffectState.UNKNOWN)
                .forEach(i -> found("effects", Result.MENDED, i.tool() + " in turn " + i.turn() + " was "
                        + (i.state() == EffectState.DONE ? "done" : "not done") + ", " + i.note(), ""));
        unknown.forEach(i -> found("effects", Result.REMAINS,
                "whether " + i.tool() + " acted in turn " + i.turn() + " is not known: " + i.note(),
                "Look it up where it would show, with " + i.arguments().value() + ", key " + i.key()
                        + "; then recover the session again, at a terminal or in the window, and answer what it asks. "
                        + "It is not done again before someone has told"));
        if (settled.isEmpty()) {
            found("effects", Result.FINE, "every effect is known to be done or not done", "");
        }
    }

    private void people(Session session) {
        var taken = session.takenBy();
        var counts = PeopleCount.of(session.turns());
        found("people", Result.FINE, (taken.isEmpty()
                ? "nobody has taken this conversation over"
                : taken + " has this conversation; " + (session.handsOver()
                        ? "the next message goes to the people's desk"
                        : "the agent answers the next message all the same, for its policy has no handoff"))
                + (counts.asked() ? "; " + counts.words() : ""), "");
    }

    private void streams(Session session) {
        lab.tell(new LabNews.SessionsChanged());
        found("streams", Result.FINE,
                "a watcher that lost its stream goes on after its last event, up to event " + session.head(), "");
    }

    private void validated(Session session) {
        var verdict = verdict();
        var open = session.turns().stream().anyMatch(t -> t.state() == TurnStory.State.OPEN);
        // A workflow that was stopped has events that no turn has written into the state yet.
        session.restoreState().join();
        var same = session.restoreState().join() == StateFound.KEPT;
        found("validation", verdict.sound() && !open && same ? Result.FINE : Result.REMAINS,
                (verdict.sound() ? "the chain holds" : "the chain does not hold") + ", "
                        + (open ? "a turn is open" : "no turn is open") + ", "
                        + (same ? "the state is the log's" : "the state does not stay what the log says"),
                verdict.sound() && !open && same ? "" : "Export the session, and go on in a new one");
    }

    private Verdict verdict() {
        try {
            var file = Files.createTempFile("kintsugi", ".jsonl");
            try {
                Export.write(lab, id, Export.Format.JSONL, file);
                return Verifier.verify(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new Problem("The log cannot be checked", "no temporary file can be written: " + e.getMessage(),
                    "Make room in the folder for temporary files", e);
        }
    }

    private void found(String part, Result result, String note, String todo) {
        findings.add(new Finding(part, result, Text.of(note), Text.of(todo)));
    }
}
