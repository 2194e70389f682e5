package dev.kintsugi.report.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The answers that asked for tools and that no call was seen to go on from. What goes on from one holds an assistant's
/// word that is empty too, in whichever of a caller's conversations it belongs: in doubt it is that, and no empty reply.
/// Not safe for use by several threads.
final class ToolSteps {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Step> open = new ArrayList<>();
    private final Set<Question> gone = new HashSet<>();
    /// How many messages the call brought that got the bad answer.
    private final int bad;
    private boolean early;

    ToolSteps(CallSeen bad) { this.bad = bad.call().messages(); }

    /// A call that was told to use tools.
    ///
    /// @param early whether that was before the bad answer came
    private record Step(CallSeen call, boolean early) {
        int messages() { return call.call().messages(); }

        /// The call, its answer and at least one tool's word.
        boolean isBefore(CallSeen later) { return later.call().messages() >= messages() + 2; }

        /// Whether what its tools answer, a message each, comes to all that the other one brings.
        boolean accountsFor(CallSeen later) { return later.call().messages() <= messages() + 1 + tools(); }

        private int tools() {
            try {
                return JSON.readTree(sent(call)).size();
            } catch (JsonProcessingException e) {
                return 1;
            }
        }
    }

    /// A call may come twice, e.g. from a client that asks several models.
    private record Question(int messages, int said) {
        static Question in(CallSeen call) { return new Question(call.call().messages(), call.said()); }
    }

    /// Those there are when a bad answer comes. The call that got it went on from one too, if it could.
    static ToolSteps before(CallSeen bad, List<CallSeen> calls) {
        var steps = new ToolSteps(bad);
        steps.early = true;
        calls.forEach(steps::pass);
        steps.goOn(bad);
        steps.early = false;
        return steps;
    }

    private static String sent(CallSeen call) { return Objects.requireNonNull(call.answer()).sent().value(); }

    /// Takes the next call. One that failed may be asked again.
    void pass(CallSeen call) {
        if (call.sound()) {
            goOn(call);
            if (sent(call).startsWith("[{")) {
                open.add(new Step(call, early));
            }
        }
    }

    /// Of those that it may go on from, the one with the most messages is most likely and explains the least.
    private void goOn(CallSeen call) {
        if (call.holdsEmptyWord() && !gone.contains(Question.in(call))) {
            open.stream().filter(step -> step.isBefore(call)).max(Comparator.comparingInt(Step::messages))
                    .ifPresent(step -> {
                        open.remove(step);
                        gone.add(Question.in(call));
                    });
        }
    }

    /// Whether a call goes on from one of them, or is one again that did.
    boolean explain(CallSeen later) {
        return gone.contains(Question.in(later)) || open.stream().anyMatch(step -> explains(step, later));
    }

    /// Whether it does so by what was left open before the bad answer came, and by nothing else.
    boolean mayExplain(CallSeen later) {
        return !gone.contains(Question.in(later))
                && open.stream().filter(step -> explains(step, later)).allMatch(Step::early);
    }

    /// The bad answer is the likelier one where it came further on, unless the other's tools account for all messages.
    private boolean explains(Step step, CallSeen later) {
        return step.isBefore(later) && (!step.early() || step.messages() >= bad || step.accountsFor(later));
    }
}
