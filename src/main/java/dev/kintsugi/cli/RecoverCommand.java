package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.rescue.Rescue;
import dev.kintsugi.lab.rescue.RescueReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Recovers a session: everything there is to try, in order, and one report.
@CommandLine.Command(description = "Recover a session: its context, history, memory, agent, model, effects, workflow, people, voice and streams, in this order.", mixinStandardHelpOptions = true, footer = {
        "",
        "It makes at most 3 attempts, in at most 300 s. Exit code 1: something remains that a person must look after.",
        "",
        "Example: kintsugi recover session-3-1f0c22aa"})
final class RecoverCommand extends Command {
    @Parameters(paramLabel = "SESSION", description = "The session to recover.")
    String session = "";

    RecoverCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() { return Heeded.GOING_ON; }

    @Override
    int run() {
        try (var lab = onDisk()) {
            var id = known(lab, session);
            var report = asks() ? atTheTerminal(lab, id) : rescued(lab, id);
            if (options.json) {
                terminal.json(report.fields());
            } else {
                print(report);
            }
            return report.whole() ? 0 : FAILED;
        }
    }

    private boolean asks() { return terminal.interactive() && !options.json; }

    private static RescueReport rescued(Lab lab, SessionId id) {
        return new Rescue(lab, new ConversationClock()).recover(id);
    }

    /// The person in front of the terminal is asked what no tool can tell.
    private RescueReport atTheTerminal(Lab lab, SessionId id) {
        try (var _ = lab.desk().attend(); var work = Executors.newVirtualThreadPerTaskExecutor()) {
            return new AtTheDesk(terminal, lab.desk(), true).await(
                    CompletableFuture.supplyAsync(() -> rescued(lab, id), work), () -> {},
                    work::shutdownNow);
        } catch (IOException e) {
            throw new Problem("The session is not recovered", "the terminal cannot be read: " + e.getMessage(),
                    "Recover it again with: kintsugi recover " + id + options.again(), e);
        }
    }

    private void print(RescueReport report) {
        for (var finding : report.findings()) {
            var mark = switch (finding.result()) {
                case FINE -> "  fine      ";
                case MENDED -> terminal.paint(Terminal.Tone.MENDS, "  mended    ");
                case REMAINS -> terminal.paint(Terminal.Tone.BREAKS, "  remains   ");
            };
            var todo = finding.todo().value().isEmpty() ? "" : "\nto do: " + finding.todo().value() + ".";
            terminal.line(Terminal.beside(mark + String.format("%-11s", finding.part()), finding.note().value() + todo,
                    terminal.look().columns()));
        }
        for (var alert : report.alerts()) {
            terminal.line(String.format("  %-10s%s: %s. %s.", alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.summary(), alert.explanation(), alert.solution()));
        }
        terminal.line("");
        terminal.line(report.closed()
                ? "The session could not be recovered and is closed. " + report.kept()
                        + " Export its log with: kintsugi export " + report.session() + options.place()
                : report.whole()
                        ? "The session is whole. Go on with: kintsugi chat --session " + report.session()
                                + options.again()
                        : report.remaining() + doctor(report));
    }

    /// What keeps a model from answering is told elsewhere.
    private String doctor(RescueReport report) {
        return report.of(Finding.Result.REMAINS).stream().anyMatch(f -> f.part().equals("model"))
                ? " See what works with: kintsugi doctor" + options.again()
                : "";
    }
}
