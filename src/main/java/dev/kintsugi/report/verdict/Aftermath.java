package dev.kintsugi.report.verdict;

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
            for (var later : calls.subList(i + 1, calls.size())) {
                if (later.turn() != bad.turn() && used(bad, answer, later, found)) {
                    break;
                }
            }
        }
    }

    private static boolean used(CallSeen bad, LabEvent.CallAnswered answer, CallSeen later,
            Found found) {
        var sent = answer.sent().value().strip();
        var word = later.call().lastAnswer().value().strip();
        var taken = !sent.isEmpty() && word.equals(sent);
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
