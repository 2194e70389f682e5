package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.work.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Acts of a workflow whose fate is unknown, or that a person has edited: none is done twice.
class WorkflowEffectsTest extends WorkflowCase {
    @Test
    void anUnknownEffectIsNotDoneAgainAndNothingElseIsTriedInItsPlace() {
        var story = virtual(one(WorkflowStep.of("pay", Map.of()).asking(ApprovalRule.NEVER).orElse("pay_too")),
                List.of(risks("pay", WorkflowTest::down), risks("pay_too", _ -> "paid")));
        assertThat(used).containsExactly("pay");
        assertThat(story.state()).isEqualTo(WorkflowState.ESCALATED);
        assertThat(story.why()).contains("not known");
    }

    @Test
    void aToolThatCanTellIsAskedBeforeAnUnknownEffectIsDoneAgain() {
        var paid = new ArrayList<String>();
        var pay = risks("pay", call -> {
            paid.add(call.key());
            return down(call);
        }).telling(key -> paid.contains(key)
                ? new Fate.Done(new ToolResult("{\"receipt\":1}", true, 0, false))
                : new Fate.NotDone());
        var story = virtual(one(WorkflowStep.of("pay", Map.of()).asking(ApprovalRule.NEVER)), List.of(pay));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(paid).hasSize(1);
        assertThat(story.done()).containsEntry(1, "{\"receipt\":1}");
    }

    @Test
    void aPersonWhoLookedItUpMayHaveItDoneAgain() {
        var times = new AtomicInteger();
        var story = virtual(one(WorkflowStep.of("pay", Map.of()).asking(ApprovalRule.NEVER)),
                List.of(risks("pay", c -> times.incrementAndGet() == 1 ? down(c) : "paid")),
                act(Act.Kind.APPROVE, ""));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(used).hasSize(2);
    }

    @Test
    void anEditedActThatMayHaveBeenDoneIsNotStoodInFor() {
        var story = virtual(one(WorkflowStep.of("pay", Map.of("amount", 100)).orElse("pay_too")),
                List.of(risks("pay", WorkflowTest::down), risks("pay_too", _ -> "paid")),
                act(Act.Kind.EDIT, "{\"amount\": 50}"), act(Act.Kind.SILENT, ""), act(Act.Kind.APPROVE, ""));
        assertThat(used).containsExactly("pay");
        assertThat(story.why()).contains("not known");
    }

    /// The person who looked it up spoke of the act as it had been edited.
    @Test
    void anEditedActStaysEditedHoweverOftenItIsTried() {
        var amounts = new CopyOnWriteArrayList<Object>();
        var pay = risks("pay", call -> {
            amounts.add(call.arguments().get("amount"));
            return switch (amounts.size()) {
                case 1 -> down(call);
                case 2 -> throw ErrorTable.error(WireError.of(WireFault.CONNECT, "no connection"),
                        new ErrorContext(new SessionId("s"), "", "", "pay", 1, 0));
                default -> "paid";
            };
        });
        var story = virtual(one(WorkflowStep.of("pay", Map.of("amount", 100))).escalatingAfter(9), List.of(pay),
                act(Act.Kind.EDIT, "{\"amount\": 50}"), act(Act.Kind.APPROVE, ""));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(amounts).containsExactly(50, 50, 50);
    }

    @Test
    void anEditedActThatWasDoneIsNotDoneAgainWhenTheWorkflowGoesOn() {
        var amounts = new CopyOnWriteArrayList<Object>();
        var pay = risks("pay", call -> {
            amounts.add(call.arguments().get("amount"));
            return down(call);
        });
        var workflow = one(WorkflowStep.of("pay", Map.of("amount", 100)));
        var story = virtual(workflow, List.of(pay), act(Act.Kind.EDIT, "{\"amount\": 50}"));
        assertThat(story.words()).isEqualTo("escalated");
        var known = pay.telling(key -> new Fate.Done(new ToolResult("{\"receipt\":\"" + key + "\"}", true, 0, false)));
        var after = workflows.resume(story.session(), workflow, List.of(known)).result().join();
        assertThat(after.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(after.done().get(1)).contains("step-1:pay-edited");
        assertThat(amounts).containsExactly(50);
    }

    @Test
    void whoLookedAnUnknownActUpMayHaveItDoneWithOtherArguments() {
        var amounts = new CopyOnWriteArrayList<Object>();
        var story = virtual(one(WorkflowStep.of("pay", Map.of("amount", 100)).asking(ApprovalRule.NEVER)),
                List.of(risks("pay", c -> {
                    amounts.add(c.arguments().get("amount"));
                    return amounts.size() == 1 ? down(c) : "paid";
                })), act(Act.Kind.EDIT, "{\"amount\": 50}"));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(amounts).containsExactly(100, 50);
    }
}
