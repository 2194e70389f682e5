package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.Approval;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.workflow.PackTools;
import dev.kintsugi.lab.workflow.StandIn;
import dev.kintsugi.lab.workflow.WorkflowFile;
import dev.kintsugi.lab.workflow.WorkflowStory;
import dev.kintsugi.lab.workflow.Workflows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a workflow from a file, or goes on with one that was interrupted.
@CommandLine.Command(description = "Run a workflow: a goal and the tool steps that reach it.", mixinStandardHelpOptions = true, footer = {
        "", "The tools are those of the pack. Exit code 1: the workflow did not complete.", "", "Examples:",
        "  kintsugi workflow scenarios/workflows/pay-claim.yaml", "  kintsugi workflow --list",
        "  kintsugi workflow --resume session-3-1f0c22aa"})
final class WorkflowCommand extends Command {
    /// Who says yes before a risky step.
    enum Approve {
        /// Whoever sits at the terminal; nobody where nobody does.
        ASK, YES, NO
    }

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The workflow, as YAML.")
    @Nullable
    Path file;

    @Option(names = "--resume", paramLabel = "SESSION", description = "Go on with the interrupted workflow of this session.")
    @Nullable
    String resume;

    @Option(names = "--list", description = "List the workflows of this lab, the latest first, and how they stand.")
    boolean list;

    @Option(names = "--approve", paramLabel = "ask|yes|no", description = "The answer before a risky step. Default ask: you decide, and it is no where nobody can be asked.")
    Approve approve = Approve.ASK;

    WorkflowCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        if (Stream.of(file != null, resume != null, list).filter(given -> given).count() != 1) {
            throw new Problem("Nothing was run",
                    "a workflow's file, --resume SESSION or --list is needed, and one of them",
                    "Try: kintsugi workflow --help");
        }
        if (list) {
            heed(Heeded.only("workflows are listed as they stand", "--data"));
        } else if (resume != null) {
            heed(Heeded.GOING_ON);
        }
        try (var lab = onDisk()) {
            if (list) {
                list(new Workflows(lab).all());
                return 0;
            }
            var story = story(lab);
            report(lab, story);
            return story.state() == WorkflowState.COMPLETED ? 0 : FAILED;
        } catch (IOException e) {
            throw new Problem("The workflow broke off", "the terminal cannot be read: " + e.getMessage(),
                    "Find it with: kintsugi workflow --list" + options.place(), e);
        }
    }

    private void list(List<WorkflowStory> all) {
        if (options.json) {
            terminal.json(Map.of("workflows", all.stream().map(WorkflowCommand::json).toList()));
            return;
        }
        all.forEach(w -> terminal.line(String.format("%-28s  %-20s  %s", w.session(), w.name(),
                w.words() + (w.why().isEmpty() ? "" : ": " + w.why()))));
        if (all.isEmpty()) {
            terminal.line("No workflow has been run in this lab.");
        } else if (all.stream().anyMatch(w -> !w.state().over())) {
            terminal.line("Go on with one that is not over: kintsugi workflow --resume SESSION" + options.place());
        }
    }

    private WorkflowStory story(Lab lab) throws IOException {
        var asks = approve == Approve.ASK && terminal.interactive() && !options.json;
        try (var _ = asks ? lab.desk().attend() : null; var _ = lab.watch(news -> live(news))) {
            var running = running(lab, asks);
            return new AtTheDesk(terminal, lab.desk(), asks).await(running.result(),
                    running.session()::skipWait, running.session()::stop);
        }
    }

    private Workflows.Running running(Lab lab, boolean asks) {
        var workflows = new Workflows(lab);
        var people = asks ? lab.desk() : approve == Approve.YES ? YES : People.NOBODY;
        if (resume != null) {
            var session = lab.open(known(lab, resume), people);
            return workflows.resume(session.id(), PackTools.of(session));
        }
        var settings = lab.settings();
        return workflows.start(WorkflowFile.read(Objects.requireNonNull(file)),
                PackTools.of(settings.agent().pack(), settings.seed()), SessionSpec.of(settings).asking(people));
    }

    private void live(LabNews news) {
        if (!options.json) {
            ChatCommand.live(terminal, news);
        }
    }

    private void report(Lab lab, WorkflowStory story) {
        if (options.json) {
            terminal.json(json(story));
            return;
        }
        var turns = lab.open(story.session()).turns();
        new TurnText(terminal).print(turns.getLast());
        terminal.line("");
        terminal.line("Workflow " + story.name() + " " + story.words()
                + (story.why().isEmpty() ? "" : ": " + story.why()) + ".");
        if (!story.state().over()) {
            terminal.line("Go on with: kintsugi workflow --resume " + story.session() + options.again());
        }
    }

    private static Map<String, Object> json(WorkflowStory story) {
        var out = new LinkedHashMap<String, Object>();
        out.put("session_id", story.session().value());
        out.put("workflow", story.name());
        out.put("goal", story.goal());
        out.put("state", story.state().name().toLowerCase(Locale.ROOT));
        out.put("interrupted", story.interrupted());
        out.put("why", story.why());
        out.put("steps_done", story.done().keySet().stream().map(number -> done(story, number)).toList());
        out.put("steps_stood_in", story.stoodIn().entrySet().stream().map(s -> stoodIn(s.getKey(), s.getValue()))
                .toList());
        return out;
    }

    private static Map<String, Object> done(WorkflowStory story, int number) {
        var out = new LinkedHashMap<String, Object>();
        out.put("number", number);
        out.put("answer", story.done().get(number));
        out.put("done_by", story.doneBy().get(number));
        return out;
    }

    private static Map<String, Object> stoodIn(int number, StandIn standIn) {
        var out = new LinkedHashMap<String, Object>();
        out.put("number", number);
        out.put("state", standIn.state().name().toLowerCase(Locale.ROOT));
        out.put("how", standIn.how());
        return out;
    }

    /// Says yes to everything that was asked for on the command line; takes no case over, and cannot know what became of an
    /// act that may have been done already.
    private static final People YES = new People() {
        @Override
        public Approval approve(ApprovalRequest request, LabClock clock) {
            return request.tried() ? Approval.silent(request) : Approval.approved(request, "--approve yes");
        }

        @Override
        public Help help(Handoff handoff, LabClock clock, Consumer<String> taken) { return new Help.Nobody(); }
    };
}
