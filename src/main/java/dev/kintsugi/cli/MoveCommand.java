package dev.kintsugi.cli;

import dev.kintsugi.report.story.Words;
import dev.kintsugi.store.Mover;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Copies a lab from a folder to a Postgres, or back.
@CommandLine.Command(description = "Copy a lab to another place: from a folder to a Postgres, or back.", mixinStandardHelpOptions = true, footer = {
        "", "Everything is copied in one transaction and checked before that is committed, chains included: it arrives",
        "whole or not at all. The old place stays as it is. Sessions that the new place already has are skipped.", "",
        "DATABASE_URL as a place means the value of that variable, so that no password is on the command line.", "",
        "Examples:", "  kintsugi move --to DATABASE_URL", "  kintsugi move --from DATABASE_URL --to backup"})
final class MoveCommand extends Command {
    private static final int STEPS = 20;

    @Option(names = "--from", paramLabel = "PLACE", description = "A folder or an address. Default: the folder of --data, or the usual one.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "A folder or an address. Default: what DATABASE_URL says.")
    @Nullable
    String to;

    private int told;

    MoveCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() { return Heeded.only("a lab is copied as it is", "--data"); }

    @Override
    int run() {
        var report = door.mover(options.data, from, to).move(this::progress);
        if (options.json) {
            json(report);
        } else {
            text(report);
        }
        return 0;
    }

    private void progress(Mover.Progress now) {
        var step = now.done() * STEPS / now.sessions();
        if (step > told && (terminal.interactive() || !options.json)) {
            told = step;
            terminal.notice("copied " + now.done() + " of " + Words.counted(now.sessions(), "session") + ", "
                    + Words.counted(now.lines(), "line"));
        }
    }

    private void text(Mover.Report report) {
        terminal.line("✓ Copied to " + report.to() + ": " + Words.counted(report.sessions(), "session") + " with "
                + Words.counted(report.lines(), "line")
                + (report.already() == 0 ? "" : "; there before: " + report.already()) + ".");
        terminal.line("  Every chain ends with the head it had. " + report.from() + " is left as it was.");
        if (!report.faultsKept().isEmpty()) {
            terminal.line("  Left as they were there: the fault settings " + String.join(", ", report.faultsKept())
                    + ".");
        }
    }

    private void json(Mover.Report report) {
        var out = new LinkedHashMap<String, Object>();
        out.put("from", report.from());
        out.put("to", report.to());
        out.put("sessions_copied", report.sessions());
        out.put("sessions_there_before", report.already());
        out.put("lines_copied", report.lines());
        out.put("rows_by_table", new TreeMap<>(report.rows()));
        out.put("faults_kept", report.faultsKept());
        out.put("verified", true);
        terminal.json(out);
    }
}
