package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.report.audit.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A recorded session played again from nothing but its log. Decisions, injections, detections, recovery and deliveries are
/// worked out anew; from the log come the inputs: messages, times, settings, what people decided, what models outside
/// the lab answered. Immutable.
///
/// @param turns      turns that the replay knows
/// @param events     events that came out byte for byte as they stand in the log, from the first on
/// @param inputs     how many of them were fed in as they stand, because nothing in the lab decides them
/// @param head       the hash of the last of them
/// @param difference the first event that came out otherwise; empty when the whole log came out the same
/// @param notes      what should be known of the result, in sentences
public record Replay(SessionId session, int turns, long events, long inputs, String head,
        Optional<Difference> difference, List<String> notes) {
    public Replay {
        notes = List.copyOf(notes);
    }

    public boolean identical() { return difference.isEmpty(); }

    /// Replays a session of the lab. Throws a [Problem] when there is no such session, or its log lacks what a replay
    /// needs. Nothing is written to the lab's store.
    public static Replay of(Lab lab, SessionId session) {
        var log = new ArrayList<String>();
        lab.lines(session, log::add);
        if (log.isEmpty()) {
            throw Sessions.unknown(session);
        }
        return of(lab, log);
    }

    /// Replays an exported log. Throws a [Problem] when it cannot be read, is not sound in itself, or lacks what a
    /// replay needs.
    public static Replay of(Lab lab, Path exported) {
        var verdict = Verifier.verify(exported);
        verdict.bad().ifPresent(bad -> {
            throw new Problem("The log cannot be replayed",
                    "line " + bad.line() + (bad.event().isEmpty() ? "" : ", " + bad.event()) + ": " + bad.why(),
                    "Replay a log that verify finds sound");
        });
        try {
            var lines = Files.readAllLines(exported, StandardCharsets.UTF_8);
            return of(lab, lines.subList(0, lines.size() - 1));
        } catch (IOException e) {
            throw new Problem("The log cannot be read", exported + ": " + e.getClass().getSimpleName(),
                    "Name an exported .jsonl file that is yours to read", e);
        }
    }

    private static Replay of(Lab lab, List<String> log) {
        try (var rerun = new Rerun(lab, new Tape(log))) {
            return rerun.run();
        }
    }
}
