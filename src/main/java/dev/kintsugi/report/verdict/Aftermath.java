package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.event.Ending;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges what a caller made of a bad answer by what it sends next: the text that was cut, standing as the assistant's
/// word, or a word of nothing, where no text had come: the beginning of a tool call, or an empty reply. It looks a thousand
/// calls ahead, so that many bad answers cost no more than their number. Stateless.
final class Aftermath {
    private static final int AHEAD = 1_000;

    private Aftermath() {}

    /// @param calls of one caller in one session
    /// @return the requests whose bad answers were used, or may have been
    static Set<String> judge(List<CallSeen> calls, Found found) {
        var used = new HashSet<String>();
        for (var i = 0; i < calls.size(); i++) {
            var bad = calls.get(i);
            var before = calls.subList(Math.max(0, i - AHEAD), i);
            if (bad.failed()
                    && isUsed(bad, before, calls.subList(i + 1, Math.min(calls.size(), i + 1 + AHEAD)), found)) {
                used.add(bad.call().request());
            }
        }
        return used;
    }

    private static boolean isUsed(CallSeen bad, List<CallSeen> before, List<CallSeen> next, Found found) {
        var answer = Objects.requireNonNull(bad.answer());
        var habit = habit(answer.ending());
        if (habit == null) {
            return false;
        }
        var sent = answer.sent().value().strip();
        var wordless = answer.ending() == Ending.EMPTY || sent.isEmpty() && answer.ending() != Ending.LEFT;
        var steps = wordless ? ToolSteps.before(bad, before) : new ToolSteps(bad);
        var doubtful = false;
        for (var j = 0; j < next.size(); j++) {
            var later = next.get(j);
            if (later.turn() != bad.turn() && (wordless ? wentOn(bad, later) : used(answer.ending(), sent, later))
                    && !mended(bad, next.subList(0, j), later)) {
                if (!steps.explain(later)) {
                    found.note(habit, later, what(habit, bad, later));
                    return true;
                }
                doubtful |= steps.mayExplain(later);
            }
            steps.pass(later);
        }
        return doubtful;
    }

    /// What it is called to use an answer that ended so; null for what cannot be used.
    private static @Nullable Habit habit(Ending ending) {
        return switch (ending) {
            case CUT, RESET, STALLED, LEFT -> Habit.ACCEPTED_TRUNCATED;
            case STREAM_ERROR, BROKEN -> Habit.SWALLOWED_ERROR;
            case EMPTY -> Habit.USED_EMPTY;
            case REPLY, ERROR, CLOSED -> null;
        };
    }

    private static boolean wentOn(CallSeen bad, CallSeen later) {
        return later.holdsEmptyWord() && later.call().messages() >= bad.call().messages() + 2;
    }

    private static boolean used(Ending ending, String sent, CallSeen later) {
        var word = later.word();
        return !word.isEmpty() && (word.equals(sent) || ending == Ending.BROKEN && sent.startsWith(word));
    }

    private static String what(Habit habit, CallSeen bad, CallSeen later) {
        if (habit != Habit.USED_EMPTY && later.word().isEmpty()) {
            return "the conversation went on from " + bad.call().messages() + " to " + later.call().messages()
                    + " messages with what had come before the end of " + bad.call().request() + ", no text";
        }
        return switch (habit) {
            case ACCEPTED_TRUNCATED -> "its history holds the text that was cut in " + bad.call().request() + ": "
                    + Attempts.shortened(later.word());
            case SWALLOWED_ERROR -> "its history holds what came around the error in " + bad.call().request() + ": "
                    + Attempts.shortened(later.word());
            default -> "the conversation went on from " + bad.call().messages() + " to " + later.call().messages()
                    + " messages with an empty answer";
        };
    }

    /// Whether what stands as the assistant's word came soundly in between: by another attempt, or the same question
    /// asked otherwise.
    private static boolean mended(CallSeen bad, List<CallSeen> between, CallSeen later) {
        var word = later.word();
        return between.stream().anyMatch(c -> word.isEmpty()
                ? c.sound() && c.call().messages() >= bad.call().messages()
                        && c.call().messages() < later.call().messages()
                : c.said(word));
    }
}
