package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.report.story.Words;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a session to a file: the log, a table, or a report.
@CommandLine.Command(description = "Write a session to a file: the log, a table or a report.", mixinStandardHelpOptions = true, footer = {
        "",
        "A file is written whole or not at all. No key is ever in it. Check a log elsewhere with: kintsugi verify FILE",
        "", "Examples:", "  kintsugi export --list",
        "  kintsugi export session-3-1f2e3d4c --format html --out session.html",
        "  kintsugi export --format csv --out - | head -1"})
final class ExportCommand extends Command {
    @Parameters(paramLabel = "SESSION", arity = "0..1", description = "The session; the latest when left out.")
    @Nullable
    String session;

    @Option(names = "--format", paramLabel = "jsonl|csv|html", description = "The log with its chain (jsonl), one row per turn (csv), or a page for people (html). Default: as the ending of --out says, else jsonl.")
    Export.@Nullable Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; - for standard output. Default: the session's name and the ending.")
    @Nullable
    Path out;

    @Option(names = "--list", description = "List the sessions instead.")
    boolean list;

    ExportCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() { return Heeded.only("a session is written as it is in the log", "--data"); }

    @Override
    int run() {
        try (var lab = onDisk()) {
            return list ? list(lab) : export(lab);
        }
    }

    private int list(Lab lab) {
        if (options.json) {
            terminal.json(Map.of("sessions", lab.sessions().stream().map(ExportCommand::row).toList()));
            return 0;
        }
        if (lab.sessions().isEmpty()) {
            terminal.line("There are no sessions yet. Begin one with: kintsugi chat" + options.place());
        }
        lab.sessions()
                .forEach(s -> terminal
                        .line(s.id() + "  " + Words.counted(s.turns(), "turn") + ", " + s.injected() + " injected, "
                                + s.recovered() + " recovered" + (s.open() ? ", interrupted" : "") + "  "
                                + terminal.paint(Tone.QUIET, s.title())));
        return 0;
    }

    private static Map<String, Object> row(SessionRow s) {
        var row = new LinkedHashMap<String, Object>();
        row.put("session_id", s.id().value());
        row.put("title", s.title());
        row.put("created_at", s.created().toString());
        row.put("last_used_at", s.used().toString());
        row.put("turns", s.turns());
        row.put("failed_turns", s.injected());
        row.put("recovered_turns", s.recovered());
        row.put("in_turn", s.open());
        return row;
    }

    private int export(Lab lab) {
        var id = session == null ? latest(lab) : known(lab, session);
        var format = format();
        if (out != null && out.toString().equals("-")) {
            return toStandardOutput(lab, id, format);
        }
        var target = out != null ? out : Path.of(id + "." + format.ending());
        Export.write(lab, id, format, target);
        if (options.json) {
            var said = new LinkedHashMap<String, Object>();
            said.put("session_id", id.value());
            said.put("format", format.ending());
            said.put("file", target.toString());
            terminal.json(said);
        } else {
            terminal.line("Session " + id + " is in " + target);
        }
        return 0;
    }

    private Export.Format format() {
        return format != null ? format : Export.Format.of(String.valueOf(out)).orElse(Export.Format.JSONL);
    }

    private int toStandardOutput(Lab lab, SessionId id, Export.Format format) {
        if (options.json) {
            throw new Problem("--json and --out - do not go together", "both would write to standard output",
                    "Leave one of them out");
        }
        if (!terminal.look().charset().equals(StandardCharsets.UTF_8)) {
            throw new Problem("The session was not exported",
                    "standard output takes " + terminal.look().charset() + " only, and would lose characters",
                    "Name a file, or set LC_ALL=C.UTF-8");
        }
        Export.write(lab, id, format, terminal.out());
        return 0;
    }

    private SessionId latest(Lab lab) {
        return lab.sessions().stream().findFirst().map(SessionRow::id)
                .orElseThrow(() -> new Problem("There is nothing to export", "no session was ever begun here",
                        "Begin one with: kintsugi chat" + options.place() + ", or name another database with --data"));
    }
}
