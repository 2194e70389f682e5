package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.report.audit.Verdict;
import dev.kintsugi.report.audit.Verifier;
import dev.kintsugi.report.story.Words;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks the chain of an exported log, offline.
@CommandLine.Command(description = "Check an exported log (.jsonl), offline, and name the first event that was altered.", mixinStandardHelpOptions = true, footer = {
        "", "A log that was cut off or rewritten as a whole is sound in itself: give --head to compare it with",
        "a head that was kept elsewhere. Exit code 1: the log is not sound.", "",
        "Example: kintsugi verify session.jsonl"})
final class VerifyCommand implements Callable<Integer> {
    private static final Pattern HEAD = Pattern.compile("[0-9a-fA-F]{64}");

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The exported log.")
    Path file = Path.of("");

    @Option(names = "--head", paramLabel = "HASH", description = "The head that the log must end with.")
    @Nullable
    String head;

    @Option(names = "--json", description = "Answer with one JSON object, for programs.")
    boolean json;

    VerifyCommand(Terminal terminal) { this.terminal = terminal; }

    @Override
    public Integer call() {
        if (head != null && !HEAD.matcher(head).matches()) {
            throw new Problem("--head cannot be '" + head + "'", "a head is 64 hexadecimal digits",
                    "Give it whole, as verify or the last line of the export told it");
        }
        var verdict = Verifier.verify(file);
        var kept = head == null || head.equalsIgnoreCase(verdict.head());
        if (json) {
            json(verdict, kept);
        } else {
            text(verdict, kept);
        }
        return verdict.sound() && kept ? 0 : Command.FAILED;
    }

    private void text(Verdict verdict, boolean kept) {
        verdict.bad().ifPresentOrElse(bad -> {
            terminal.line(terminal.paint(Tone.BREAKS, "✕ Line " + bad.line()
                    + (bad.event().isEmpty() ? "" : ", " + bad.event()) + ": " + bad.why() + "."));
            terminal.line("  Sound before it: " + Words.counted(verdict.events(), "event") + ".");
        }, () -> sound(verdict, kept));
    }

    private void sound(Verdict verdict, boolean kept) {
        if (!kept) {
            terminal.line(terminal.paint(Tone.BREAKS, "✕ The log is sound in itself, but it does not end with the head "
                    + head + ": it was cut off, went on, or was rewritten."));
            return;
        }
        terminal.line(
                "✓ All " + verdict.events() + " events of session " + verdict.session() + " are as they were written"
                        + (verdict.redacted() > 0
                                ? " (" + Words.counted(verdict.redacted(), "text") + " taken out)"
                                : "")
                        + ".");
        terminal.line("  Head " + verdict.head());
        if (head == null) {
            terminal.line(terminal.paint(Tone.QUIET,
                    "  A log that was cut off or rewritten as a whole shows only against a head kept elsewhere (--head)."));
        }
    }

    private void json(Verdict verdict, boolean kept) {
        var out = new LinkedHashMap<String, Object>();
        out.put("sound", verdict.sound() && kept);
        out.put("session_id", verdict.session());
        out.put("events", verdict.events());
        out.put("redacted_texts", verdict.redacted());
        out.put("head", verdict.head());
        out.put("head_matches", head == null ? null : kept);
        out.put("first_bad", verdict.bad().map(VerifyCommand::json).orElse(null));
        terminal.json(out);
    }

    private static Map<String, Object> json(Verdict.Bad bad) {
        var out = new LinkedHashMap<String, Object>();
        out.put("line", bad.line());
        out.put("what", bad.event());
        out.put("why", bad.why());
        return out;
    }
}
