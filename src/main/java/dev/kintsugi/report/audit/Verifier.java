package dev.kintsugi.report.audit;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.LineCheck;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks an exported log offline, line by line, and names the first event that was altered. Not safe for use by several
/// threads; made for one file.
///
/// A log that was cut off, or written anew as a whole, is sound in itself: that shows only against a head that was kept
/// elsewhere.
public final class Verifier {
    private String session = "";
    private String head = Chain.GENESIS;
    private long events;
    private long redacted;
    private Optional<Closing> closing = Optional.empty();

    private Verifier() {}

    /// The verdict on a file. Throws a [Problem] when it cannot be read at all.
    public static Verdict verify(Path file) {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new Verifier().check(new LogLines(lines));
        } catch (CharacterCodingException e) {
            throw new Problem("The log cannot be read", file + " is not UTF-8 text", "Name an exported .jsonl file", e);
        } catch (IOException e) {
            throw new Problem("The log cannot be read", file + reason(file),
                    "Name an exported .jsonl file that is yours to read", e);
        }
    }

    private static String reason(Path file) {
        return Files.isDirectory(file)
                ? " is a folder"
                : Files.exists(file) ? " cannot be read" : " does not exist";
    }

    private Verdict check(LogLines lines) throws IOException {
        var number = 0L;
        for (var line = lines.next(); line != null; line = lines.next()) {
            number++;
            if (line.length() > LogLines.LONGEST) {
                return verdict(Optional.of(new Verdict.Bad(number, "", "it is longer than any line of a log")));
            }
            var why = line(line);
            if (why.isPresent()) {
                return verdict(Optional.of(new Verdict.Bad(number, event(line), why.get())));
            }
        }
        return verdict(closing.isPresent()
                ? Optional.empty()
                : Optional.of(new Verdict.Bad(number + 1, "", "the closing line is missing: the file was cut off")));
    }

    private Optional<String> line(String line) {
        if (closing.isPresent()) {
            return Optional.of("something follows the closing line");
        }
        Map<String, Object> parsed;
        try {
            parsed = LogReader.parse(line);
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
        closing = Closing.of(parsed).filter(end -> end.line().equals(line));
        return closing.isPresent() ? closing.flatMap(this::end) : event(line, parsed);
    }

    private Optional<String> end(Closing end) {
        if (end.count() != events) {
            return Optional.of("the closing line counts " + end.count() + " events, but there are " + events);
        }
        if (!end.head().equals(head) || !end.session().equals(session)) {
            return Optional.of("the closing line does not belong to this log");
        }
        return Optional.empty();
    }

    private Optional<String> event(String line, Map<String, Object> parsed) {
        var why = LineCheck.check(line, parsed, head);
        if (why.isPresent()) {
            return why;
        }
        if (!(parsed.get("seq") instanceof Number sequence) || sequence.longValue() != events + 1) {
            return Optional.of("event " + (events + 1) + " is missing");
        }
        session = String.valueOf(parsed.get("session"));
        head = String.valueOf(parsed.get("hash"));
        redacted += parsed.get("texts") instanceof List<?> texts ? texts.stream().filter(t -> t == null).count() : 0;
        events++;
        return Optional.empty();
    }

    private static String event(String line) {
        try {
            var parsed = LogReader.parse(line);
            return "turn " + parsed.get("turn") + ", event " + parsed.get("seq") + " (" + parsed.get("type") + ")";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Verdict verdict(Optional<Verdict.Bad> bad) { return new Verdict(session, events, redacted, head, bad); }
}
