package dev.kintsugi.lab.workflow;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs workflows, each in a session of its own, and goes on with those that a restart interrupted. Stateless besides the
/// lab; safe for many threads.
public final class Workflows {
    private final Lab lab;

    public Workflows(Lab lab) { this.lab = lab; }

    /// Runs a workflow to its end with these tools, asking whoever sits at the lab's desk. Blocks.
    ///
    /// Throws a [Problem] when a step names a tool that is not there, or the log cannot be written.
    public WorkflowStory run(Workflow workflow, Tool... tools) {
        return start(workflow, List.of(tools), SessionSpec.of(lab.settings())).result().join();
    }

    /// Begins a workflow and returns at once.
    public Running start(Workflow workflow, List<Tool> tools, SessionSpec spec) {
        check(workflow, tools);
        var session = lab.begin(spec);
        return go(session, workflow, tools);
    }

    /// A workflow under way.
    ///
    /// @param result completes when it is over, or was stopped
    public record Running(Session session, CompletableFuture<WorkflowStory> result) {}

    /// Goes on with a workflow that was interrupted, after the steps that are done.
    ///
    /// Throws a [Problem] when the session has none, or it is over.
    public Running resume(SessionId id, List<Tool> tools) {
        var session = lab.open(id);
        var story = of(session).orElseThrow(() -> new Problem("There is no workflow in session '" + id + "'",
                "it is a conversation", "Name the session of a workflow"));
        if (story.definition().isEmpty()) {
            throw new Problem("The workflow in session '" + id + "' cannot be read back",
                    "it was made by a program and not from a file",
                    "Let the program resume it with the workflow it made");
        }
        return resume(session, story, WorkflowFile.read("the log of " + id, story.definition()), tools);
    }

    /// The same for a workflow that a program made.
    public Running resume(SessionId id, Workflow workflow, List<Tool> tools) {
        var session = lab.open(id);
        return resume(session, of(session).orElseThrow(), workflow, tools);
    }

    /// Whether it cannot go on to its end without a person: it was left to one, or acts that need a yes are still to do.
    public static boolean needsPeople(WorkflowStory story, List<Tool> tools) {
        var workflow = WorkflowFile.read("the log of " + story.session(), story.definition());
        return story.state() == WorkflowState.ESCALATED || IntStream.rangeClosed(1, workflow.steps().size())
                .filter(number -> !story.done().containsKey(number)).mapToObj(n -> workflow.steps().get(n - 1))
                .anyMatch(step -> tools.stream().map(Tool::spec).anyMatch(
                        tool -> tool.name().equals(step.tool()) && step.approve().asksBefore(tool.effect())));
    }

    private Running resume(Session session, WorkflowStory story, Workflow workflow, List<Tool> tools) {
        if (story.state().over()) {
            throw new Problem("The workflow in session '" + session.id() + "' is over", "it has " + story.words(),
                    "Run it again from its file if it shall be done once more");
        }
        check(workflow, tools);
        return go(session, workflow, tools);
    }

    private Running go(Session session, Workflow workflow, List<Tool> tools) {
        var before = of(session);
        var result = session.work(workflow.goal(),
                turn -> new WorkflowRun(workflow, tools, turn, new EarlierAnswers(lab, session), before).run());
        return new Running(session, result.thenApply(_ -> of(session).orElseThrow()));
    }

    /// The workflows of the lab as their logs tell them, the latest used first. No session is opened for it; what is not
    /// over and not open here was interrupted.
    public List<WorkflowStory> all() {
        var open = lab.openSessions().stream().map(Session::id).collect(Collectors.toSet());
        return lab.sessions().stream().map(SessionRow::id)
                .flatMap(id -> WorkflowFold.of(id, each -> lab.lines(id, each), open.contains(id)).stream()).toList();
    }

    /// The workflow that a session is about; empty for a conversation.
    public static Optional<WorkflowStory> of(Session session) { return WorkflowFold.of(session); }

    private static void check(Workflow workflow, List<Tool> tools) {
        var known = tools.stream().map(t -> t.spec().name()).toList();
        known.stream().filter(name -> Collections.frequency(known, name) > 1).findFirst().ifPresent(name -> {
            throw new Problem("This workflow cannot be run", "two tools are called '" + name + "'",
                    "Give one another name, or leave it out");
        });
        workflow.steps().stream().flatMap(s -> Stream.concat(Stream.of(s.tool()), others(s)))
                .filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                    throw new Problem("This workflow cannot be run", "there is no tool '" + name + "'",
                            Meant.of(name, known) + "Use one of: " + String.join(", ", known));
                });
        if (workflow.steps().isEmpty()) {
            throw new Problem("This workflow cannot be run", "it has no steps", "Give it at least one");
        }
        workflow.steps().forEach(step -> checkFallbacks(step, tools));
    }

    private static Stream<String> others(WorkflowStep step) {
        return step.fallbacks().stream().filter(Fallback.Other.class::isInstance)
                .map(f -> ((Fallback.Other) f).tool());
    }

    private static void checkFallbacks(WorkflowStep step, List<Tool> tools) {
        var acts = tools.stream().anyMatch(t -> t.spec().name().equals(step.tool())
                && t.spec().effect() != Effect.READ);
        if (acts && step.fallbacks().stream().anyMatch(Fallback.Cached.class::isInstance)) {
            throw new Problem("This workflow cannot be run",
                    "an earlier answer cannot stand in for " + step.tool() + " in step '" + step.name()
                            + "', which changes something",
                    "Take 'cached' out of its fallbacks");
        }
        var last = step.fallbacks().size() - 1;
        if (step.fallbacks().stream().limit(Math.max(0, last)).anyMatch(Fallback.Message.class::isInstance)) {
            throw new Problem("This workflow cannot be run",
                    "nothing comes after the message in the fallbacks of step '" + step.name() + "'",
                    "Put the message last");
        }
    }
}
