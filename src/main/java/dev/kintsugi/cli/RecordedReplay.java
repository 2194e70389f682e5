package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.lab.Difference;
import dev.kintsugi.lab.Replay;
import dev.kintsugi.report.story.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells how the replay of a recorded session went.
record RecordedReplay(Terminal terminal, boolean json) {
    /// Tells it, and gives the exit code.
    int told(Replay replay) {
        if (json) {
            terminal.json(plain(replay));
        } else {
            text(replay);
        }
        return replay.identical() ? 0 : Command.FAILED;
    }

    private void text(Replay replay) {
        replay.difference().ifPresentOrElse(this::differs, () -> terminal.line(
                "✓ Session " + replay.session() + " came out the same, byte for byte: " + counted(replay) + "."));
        if (!replay.identical()) {
            terminal.line("  " + Words.counted(replay.events(), "event") + " before it came out the same.");
        }
        terminal.line("  Worked out anew: " + Words.counted(replay.events() - replay.inputs(), "event")
                + "; inputs from the log: "
                + replay.inputs() + ".");
        replay.notes().forEach(note -> terminal.line("  Note: " + note + "."));
        terminal.line("  Head " + replay.head());
    }

    private static String counted(Replay replay) {
        return Words.counted(replay.turns(), "turn") + ", " + Words.counted(replay.events(), "event");
    }

    private void differs(Difference difference) {
        terminal.line(terminal.paint(Tone.BREAKS, "✕ The first event that differs is event " + difference.sequence()
                + " (turn " + difference.turn() + ", " + difference.type() + "):"));
        difference.what().forEach(what -> terminal.line("    " + what));
    }

    private static Map<String, Object> plain(Replay replay) {
        var out = new LinkedHashMap<String, Object>();
        out.put("identical", replay.identical());
        out.put("session_id", replay.session().value());
        out.put("turns", replay.turns());
        out.put("events", replay.events());
        out.put("inputs", replay.inputs());
        out.put("head", replay.head());
        out.put("first_difference", replay.difference().map(RecordedReplay::plain).orElse(null));
        out.put("notes", replay.notes());
        return out;
    }

    private static Map<String, Object> plain(Difference difference) {
        var out = new LinkedHashMap<String, Object>();
        out.put("event", difference.sequence());
        out.put("turn", difference.turn());
        out.put("type", difference.type());
        out.put("differs", difference.what());
        return out;
    }
}
