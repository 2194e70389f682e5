package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.people.Case;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Workflows that call people: before risky steps, after failures, and after an interruption.
class WorkflowPeopleTest extends WorkflowCase {
    @Test
    void afterThreeFailuresAPersonGetsTheWholePackage() {
        var story = virtual(
                one(search()).then(WorkflowStep.of("mail", Map.of())),
                List.of(reads("search", WorkflowTest::down), reads("mail", _ -> "sent")));
        assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(used).containsExactly("search", "search", "search");
        assertThat(events(story).stream().filter(LabEvent.HandoffRequested.class::isInstance)
                .map(LabEvent.HandoffRequested.class::cast)).singleElement()
                .satisfies(e -> assertThat(e.request().value()).isEqualTo("Find it"))
                .satisfies(e -> assertThat(e.plan()).hasSize(2))
                .satisfies(e -> assertThat(e.failing()).contains("step 1"))
                .satisfies(e -> assertThat(e.error().value()).contains("it is down"))
                .satisfies(e -> assertThat(e.failures()).isEqualTo(3));
    }

    @Test
    void aPersonCanDoTheStepInTheToolsPlace() {
        var story = virtual(one(search()).then(WorkflowStep.of("mail", Map.of())),
                List.of(reads("search", WorkflowTest::down), reads("mail", _ -> "sent")),
                act(Act.Kind.ANSWER, "{\"found\": \"by hand\"}"));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(story.done().get(1)).contains("by hand");
    }

    @Test
    void aStepThatAPersonHandsBackIsTriedAgain() {
        var times = new AtomicInteger();
        var story = virtual(one(search()),
                List.of(reads("search", c -> times.incrementAndGet() <= 3 ? down(c) : "ok")),
                act(Act.Kind.HAND_BACK, "I restarted it"));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(used).hasSize(4);
    }

    @Test
    void whoIsCalledAgainIsToldOfAllFailures() {
        var story = virtual(one(search()), List.of(reads("search", WorkflowTest::down)),
                act(Act.Kind.HAND_BACK, "Once more."), act(Act.Kind.SILENT, ""));
        assertThat(events(story).stream().filter(LabEvent.HandoffRequested.class::isInstance)
                .map(LabEvent.HandoffRequested.class::cast)).extracting(LabEvent.HandoffRequested::failures)
                .containsExactly(3, 6);
    }

    @Test
    void aRiskyStepWaitsForAYes() {
        var pay = one(WorkflowStep.of("pay", Map.of("amount", 100)));
        var yes = virtual(pay, List.of(risks("pay", _ -> "paid")), act(Act.Kind.APPROVE, ""));
        assertThat(yes.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(events(yes).stream().filter(LabEvent.WorkflowChanged.class::isInstance)
                .map(LabEvent.WorkflowChanged.class::cast)).extracting(LabEvent.WorkflowChanged::state)
                .containsExactly(WorkflowState.WAITING_FOR_APPROVAL, WorkflowState.RUNNING, WorkflowState.COMPLETED);
        used.clear();
        var no = virtual(pay, List.of(risks("pay", _ -> "paid")), act(Act.Kind.REJECT, "not today"));
        assertThat(no.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(no.why()).contains("not today");
        assertThat(used).isEmpty();
    }

    @Test
    void aStepThatNeverAsksDoesNotAsk() {
        var story = virtual(one(WorkflowStep.of("pay", Map.of()).asking(ApprovalRule.NEVER)),
                List.of(risks("pay", _ -> "paid")));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void whoIsCalledAfterAnInterruptionSeesTheStepsThatWereDoneBefore() {
        var workflow = one(search()).then(WorkflowStep.of("mail", Map.of()));
        var tools = List.<Tool>of(reads("search", _ -> "ok"), reads("mail", WorkflowTest::down));
        try (var _ = lab.desk().attend()) {
            var running = workflows.start(workflow, tools, SessionSpec.of(lab.settings()));
            await().until(() -> !lab.desk().cases().isEmpty());
            running.session().stop();
            running.result().join();
            var again = workflows.resume(running.session().id(), workflow, tools);
            await().until(() -> !lab.desk().cases().isEmpty());
            assertThat(lab.desk().cases()).singleElement().isInstanceOfSatisfying(Case.ToTakeOver.class,
                    c -> assertThat(c.handoff().done()).containsExactly("search did step 1 in an earlier run"));
            again.session().stop();
            again.result().join();
        }
    }
}
