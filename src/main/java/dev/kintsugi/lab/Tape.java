package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.lab.log.Recorder;
import dev.kintsugi.report.audit.LogReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A log that is replayed: gives what it holds in order, and is held against every line the replay writes. Used by one
/// thread at a time.
final class Tape implements Recorder.Proof, Salts {
    private final List<Line> lines = new ArrayList<>();
    private int position;
    private @Nullable Difference difference;

    /// One line. Immutable.
    private record Line(String text, Map<String, Object> parsed, Entry entry) {
        String hash() { return String.valueOf(parsed.get("hash")); }
    }

    /// The replay cannot go on from here: it differs, the log ends, or the lab was killed here.
    static final class Unwound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwound() { super("the replay ends here", null, false, false); }
    }

    /// Throws a [Problem] when a line is no event, or a text was taken out.
    Tape(List<String> log) {
        for (var text : log) {
            try {
                var parsed = LogReader.parse(text);
                lines.add(new Line(text, parsed, LogReader.entry(text)));
            } catch (IllegalArgumentException e) {
                throw new Problem("The log cannot be replayed",
                        "event " + (lines.size() + 1) + " cannot be read: " + e.getMessage(),
                        "Replay it with the version that wrote it", e);
            }
        }
        var redacted = lines.stream().filter(l -> texts(l).contains(null)).count();
        if (redacted > 0) {
            throw new Problem("The log cannot be replayed", "texts were taken out of " + redacted + " events",
                    "Replay the log as it was exported; verify proves the rest of this one");
        }
    }

    private static List<?> texts(Line line) {
        return line.parsed().get("texts") instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }

    int position() { return position; }

    boolean over() { return position >= lines.size() || difference != null; }

    Optional<Difference> difference() { return Optional.ofNullable(difference); }

    List<Entry> all() { return entries(lines); }

    /// What was replayed already.
    List<Entry> before() { return entries(lines.subList(0, position)); }

    private static List<Entry> entries(List<Line> lines) {
        return lines.stream().flatMap(line -> line.entry().parts().stream()).toList();
    }

    /// The hash of what was replayed last.
    String head() { return position == 0 ? Chain.GENESIS : lines.get(position - 1).hash(); }

    /// What comes next; absent at the end.
    @Nullable
    Entry next() { return next(0); }

    /// What comes after so many others; absent past the end.
    @Nullable
    Entry next(int after) { return position + after < lines.size() ? lines.get(position + after).entry() : null; }

    @Nullable
    LabEvent nextEvent() { return ahead(0); }

    /// The event that comes after so many others; absent past the end.
    @Nullable
    LabEvent ahead(int after) {
        var entry = next(after);
        return entry == null ? null : entry.event();
    }

    /// Whether the lab was killed here, and found the turn open when it started again.
    boolean killedHere() { return foundOpen() > 0; }

    /// How many turns in a row were found open here.
    int foundOpen() {
        var turns = 0;
        while (ahead(turns) instanceof LabEvent.TurnInterrupted e && e.why().equals(Sessions.FOUND_OPEN)) {
            turns++;
        }
        return turns;
    }

    /// Whether somebody stopped the turn here.
    boolean stoppedHere() {
        return switch (nextEvent()) {
            case LabEvent.TurnInterrupted e -> e.why().equals(Cancelled.STOPPED);
            case LabEvent.Attempted e -> !e.ok() && e.fault() == null && e.error().value().equals("cancelled");
            case LabEvent.Injected e -> e.error().equals("cancelled while it hung");
            case null, default -> false;
        };
    }

    /// Earlier versions did not write why a model stopped.
    @Override
    public LabEvent as(LabEvent event) {
        return event instanceof LabEvent.Attempted now && nextEvent() instanceof LabEvent.Attempted then
                && then.finish() == null ? now.withoutFinish() : event;
    }

    @Override
    public void written(Entry entry, String line) {
        if (over() || killedHere() && !lines.get(position).text().equals(line)) {
            throw new Unwound();
        }
        var logged = lines.get(position);
        if (!logged.text().equals(line)) {
            difference = Difference.between(logged.parsed(), line);
            throw new Unwound();
        }
        position++;
    }

    /// Ends the replay: here the log says one thing and the replay another.
    Unwound differs(String why) {
        if (difference == null && position < lines.size()) {
            difference = Difference.of(lines.get(position).parsed(), List.of(why));
        }
        return new Unwound();
    }

    /// The salt as recorded; where the log has no such text, the replay differs anyway.
    @Override
    public String salt(long sequence, int index) {
        var at = (int) sequence - 1;
        return at < lines.size() && index < texts(lines.get(at)).size()
                && texts(lines.get(at)).get(index) instanceof Map<?, ?> text
                        ? String.valueOf(Objects.requireNonNullElse(text.get("salt"), ""))
                        : "0".repeat(32);
    }
}
