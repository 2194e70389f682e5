package dev.kintsugi.report.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The answers that asked for tools and that no call was seen to go on from. What goes on from one holds an assistant's
/// word that is empty too, in whichever of a caller's conversations it belongs: in doubt it is that, and no empty reply.
/// Not safe for use by several threads.
final class ToolSteps {
    private final List<Integer> open = new ArrayList<>();
    private final Set<Question> gone = new HashSet<>();

    /// A call may come twice, e.g. from a client that asks several models.
    private record Question(int messages, int said) {
        static Question in(CallSeen call) { return new Question(call.call().messages(), call.said()); }
    }

    /// Those there are when a bad answer comes. The call that got it went on from one too, if it could.
    static ToolSteps before(CallSeen bad, List<CallSeen> calls) {
        var steps = new ToolSteps();
        calls.forEach(steps::pass);
        steps.goOn(bad);
        return steps;
    }

    /// Takes the next call. One that failed may be asked again.
    void pass(CallSeen call) {
        if (call.sound()) {
            goOn(call);
            if (Objects.requireNonNull(call.answer()).sent().value().startsWith("[{")) {
                open.add(call.call().messages());
            }
        }
    }

    /// Of those that it may go on from, the one with the most messages is most likely and explains the least.
    private void goOn(CallSeen call) {
        if (call.holdsEmptyWord() && !gone.contains(Question.in(call))) {
            open.stream().filter(step -> fits(step, call)).max(Integer::compare).ifPresent(step -> {
                open.remove(step);
                gone.add(Question.in(call));
            });
        }
    }

    /// Whether a call goes on from one of them, or is one again that did.
    boolean explain(CallSeen later) {
        return gone.contains(Question.in(later)) || open.stream().anyMatch(step -> fits(step, later));
    }

    /// The call that asked for tools, its answer and at least one tool's word.
    private static boolean fits(int step, CallSeen call) { return call.call().messages() >= step + 2; }
}
