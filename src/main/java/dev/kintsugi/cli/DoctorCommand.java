package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/// Tells what works, what is missing and what to do.
@CommandLine.Command(description = "Check what works and what is missing, and say what to do.", mixinStandardHelpOptions = true, footer = {
        "", "With a provider it also asks one short question, to check address, key and model.",
        "Exit code 1: something that is needed does not work."})
final class DoctorCommand extends Command {
    DoctorCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var diagnosis = door.diagnose(options.data, options.wish());
        if (options.json) {
            terminal.json(json(diagnosis));
        } else {
            diagnosis.findings().forEach(this::line);
        }
        return diagnosis.healthy() ? 0 : FAILED;
    }

    private static Map<String, Object> json(Diagnosis diagnosis) {
        var out = new LinkedHashMap<String, Object>();
        out.put("healthy", diagnosis.healthy());
        out.put("checks", diagnosis.findings().stream().map(DoctorCommand::json).toList());
        return out;
    }

    private static Map<String, Object> json(Diagnosis.Finding finding) {
        var out = new LinkedHashMap<String, Object>();
        out.put("subject", finding.subject());
        out.put("grade", finding.grade().name().toLowerCase(Locale.ROOT));
        out.put("summary", finding.summary());
        out.put("todo", finding.todo());
        return out;
    }

    private void line(Diagnosis.Finding f) {
        var mark = switch (f.grade()) {
            case GOOD -> "✓";
            case ABSENT -> terminal.paint(Tone.QUIET, "·");
            case BAD -> terminal.paint(Tone.BREAKS, "✕");
        };
        var text = f.todo().isEmpty() ? f.summary() : f.summary() + "\n" + f.todo();
        terminal.line(Terminal.beside(String.format(Locale.ROOT, "%s %-12s ", mark, f.subject()), text,
                terminal.look().columns()));
    }
}
