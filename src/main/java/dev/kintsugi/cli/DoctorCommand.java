package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/// Tells what works, what is missing and what to do.
@CommandLine.Command(description = "Tell what works, what is missing and what to do.", mixinStandardHelpOptions = true, footer = {
        "", "With a provider it asks one short question, so that its address, key and model are known to work.",
        "Exit code 1: something that is needed does not work."})
final class DoctorCommand extends Command {
    DoctorCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var diagnosis = door.diagnose(options.data, options.wish());
        if (options.json) {
            terminal.json(Map.of("healthy", diagnosis.healthy(), "findings", diagnosis.findings().stream()
                    .map(f -> Map.of("subject", f.subject(), "grade", f.grade().name().toLowerCase(Locale.ROOT),
                            "summary", f.summary(), "todo", f.todo()))
                    .toList()));
        } else {
            diagnosis.findings().forEach(this::line);
        }
        return diagnosis.healthy() ? 0 : FAILED;
    }

    private void line(Diagnosis.Finding f) {
        var mark = switch (f.grade()) {
            case GOOD -> "✓";
            case ABSENT -> terminal.paint(Tone.QUIET, "·");
            case BAD -> terminal.paint(Tone.BREAKS, "✕");
        };
        terminal.line(String.format(Locale.ROOT, "%s %-12s %s", mark, f.subject(), f.summary()));
        if (!f.todo().isEmpty()) {
            terminal.line(" ".repeat(15) + f.todo());
        }
    }
}
