package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import java.util.List;
import java.util.Objects;

/// Judges what a caller made of a bad answer by what it sends next: the text that was cut, standing as the assistant's
/// word. Stateless.
final class Aftermath {
    private Aftermath() {}

    /// @param calls of one caller in one session
    static void judge(List<CallSeen> calls, Found found) {
        for (var i = 0; i < calls.size(); i++) {
            var bad = calls.get(i);
            if (!bad.failed()) {
                continue;
            }
            var answer = Objects.requireNonNull(bad.answer());
            for (var j = i + 1; j < calls.size(); j++) {
                var later = calls.get(j);
                if (later.turn() != bad.turn() && !mended(bad, calls.subList(i + 1, j), later)
                        && used(bad, answer, later, found)) {
                    break;
                }
            }
        }
    }

    /// Whether what stands as the assistant's word came soundly in between: by another attempt, or the same question
    /// asked otherwise.
    private static boolean mended(CallSeen bad, List<CallSeen> between, CallSeen later) {
        var word = later.call().lastAnswer().value().strip();
        return between.stream().anyMatch(c -> word.isEmpty()
                ? c.sound() && c.call().messages() >= bad.call().messages()
                        && c.call().messages() < later.call().messages()
                : c.said(word));
    }

    private static boolean used(CallSeen bad, LabEvent.CallAnswered answer, CallSeen later,
            Found found) {
        var sent = answer.sent().value().strip();
        var word = later.call().lastAnswer().value().strip();
        var taken = !sent.isEmpty() && !word.isEmpty()
                && (word.equals(sent) || answer.ending() == Ending.BROKEN && sent.startsWith(word));
        switch (answer.ending()) {
            case CUT, RESET, STALLED, LEFT -> {
                if (taken) {
                    found.note(Habit.ACCEPTED_TRUNCATED, later, "its history holds the text that was cut in "
                            + bad.call().request() + ": " + Attempts.shortened(word));
                }
                return taken;
            }
            case STREAM_ERROR, BROKEN -> {
                if (taken) {
                    found.note(Habit.SWALLOWED_ERROR, later,
                            "its history holds what came around the error in "
                                    + bad.call().request() + ": " + Attempts.shortened(word));
                }
                return taken;
            }
            case EMPTY -> {
                var empty = word.isEmpty() && later.call().messages() >= bad.call().messages() + 2;
                if (empty) {
                    found.note(Habit.USED_EMPTY, later, "the conversation went on from "
                            + bad.call().messages() + " to " + later.call().messages()
                            + " messages with an empty answer");
                }
                return empty;
            }
            case REPLY, ERROR, CLOSED -> {
                return false;
            }
        }
        return false;
    }
}
