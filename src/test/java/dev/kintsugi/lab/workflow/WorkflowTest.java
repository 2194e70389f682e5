package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.people.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Workflows over own tools, in virtual time where nothing real is waited for.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkflowTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Lab lab = Lab.inMemory(LabSettings.defaults(), new TestAgents());
    private final Workflows workflows = new Workflows(lab);
    private final List<String> used = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() { lab.close(); }

    private OwnTool reads(String name, Function<OwnTool.Call, Object> work) {
        return OwnTool.reads(name, call -> {
            used.add(name);
            return work.apply(call);
        });
    }

    private OwnTool risks(String name, Function<OwnTool.Call, Object> work) {
        return OwnTool.risks(name, call -> {
            used.add(name);
            return work.apply(call);
        });
    }

    private static Object down(OwnTool.Call call) { throw new IllegalStateException("it is down"); }

    private WorkflowStory virtual(Workflow workflow, List<OwnTool> tools, Act... acts) {
        var spec = SessionSpec.of(lab.settings()).virtual(Instant.parse("2026-01-05T09:00:00Z"), "")
                .asking(new ScriptedPeople(Arrays.asList(acts)));
        return workflows.start(workflow, List.copyOf(tools), spec).result().join();
    }

    private static Act act(Act.Kind kind, String text) { return new Act(kind, SECOND, text); }

    private static Workflow one(WorkflowStep step) { return Workflow.named("test", "Find it").then(step); }

    private static WorkflowStep search() { return WorkflowStep.of("search", Map.of("query", "test")); }

    private List<LabEvent> events(WorkflowStory story) {
        return lab.open(story.session()).turns().stream().flatMap(t -> t.entries().stream()).map(e -> e.event())
                .toList();
    }

    @Test
    void whatWorksIsCompleted() {
        var story = virtual(one(search()), List.of(reads("search", c -> Map.of("found", c.text("query")))));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(story.done()).containsEntry(1, "{\"found\":\"test\"}");
        assertThat(lab.open(story.session()).turns().getFirst().outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void anAnswerGoesIntoALaterStep() {
        var story = virtual(
                one(search())
                        .then(WorkflowStep.of("mail", Map.of("text", "Found ${search.hits.0}", "n", "${search.n}"))),
                List.of(reads("search", _ -> Map.of("hits", List.of("a bowl"), "n", 7)),
                        reads("mail", c -> c.arguments())));
        assertThat(story.done().get(2)).contains("Found a bowl").contains("\"n\":7");
    }

    @Test
    void whatMayHealIsTriedAgainWithGrowingPauses() {
        var times = new AtomicInteger();
        var story = virtual(one(search()), List.of(reads("search", c -> times.incrementAndGet() < 3 ? down(c) : "ok")));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(events(story).stream().filter(LabEvent.Paused.class::isInstance).map(LabEvent.Paused.class::cast))
                .extracting(LabEvent.Paused::plannedMs).containsExactly(1000L, 2000L);
        assertThat(lab.open(story.session()).turns().getFirst().outcome()).isEqualTo(Outcome.NATURAL_RECOVERED);
    }

    @Test
    void theFallbacksAreTriedInTheirOrder() {
        var story = virtual(one(search().trying(1, SECOND).orElse("cached", "read_only")),
                List.of(reads("search", WorkflowTest::down), reads("cached", WorkflowTest::down),
                        reads("read_only", _ -> "old")));
        assertThat(used).containsExactly("search", "cached", "read_only");
        assertThat(story.doneBy()).containsEntry(1, "read_only");
        assertThat(events(story).stream().filter(LabEvent.WorkflowStepped.class::isInstance)
                .map(LabEvent.WorkflowStepped.class::cast)).as("one that looks may stand in for one that looks")
                .extracting(LabEvent.WorkflowStepped::state).doesNotContain(StepState.READ_ONLY)
                .endsWith(StepState.DONE);
    }

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
    void oneDeadlineHoldsForAllSteps() {
        var story = virtual(one(search().trying(20, SECOND)).escalatingAfter(50).within(Duration.ofSeconds(5)),
                List.of(reads("search", WorkflowTest::down)));
        assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(story.why()).contains("5 s are over");
        assertThat(events(story).stream().filter(LabEvent.Paused.class::isInstance).map(LabEvent.Paused.class::cast)
                .filter(p -> p.reason() == WaitReason.BACKOFF)
                .mapToLong(LabEvent.Paused::plannedMs).sum()).isEqualTo(5_000);
    }

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
    void whatAProgrammerGetsWrongIsNamed() {
        var same = List.<Tool>of(reads("search", _ -> "ok"), reads("search", _ -> "ok"));
        assertThatThrownBy(() -> workflows.start(one(search()), same, SessionSpec.of(lab.settings())))
                .hasMessageContaining("two tools are called 'search'");
        assertThatThrownBy(() -> one(search()).then(search())).hasMessageContaining("two steps are called 'search'");
        assertThat(virtual(one(search()).then(search().named("again")), List.of(reads("search", _ -> "ok"))).state())
                .isEqualTo(WorkflowState.COMPLETED);
        var nothing = virtual(one(search()), List.of(OwnTool.reads("search", _ -> nothing())));
        assertThat(nothing.why()).contains("it answered nothing: null");
    }

    @SuppressWarnings("NullAway") // what a program without such checks may do
    private static Object nothing() { return null; }

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

    @Test
    void aToolThatHangsIsNotWaitedForLongerThanItsTimeout() {
        var story = workflows.run(one(search().trying(1, Duration.ofMillis(200)).orElse("cached")),
                reads("search", _ -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "too late";
                }), reads("cached", _ -> "old"));
        assertThat(story.doneBy()).containsEntry(1, "cached");
    }

    /// Each try may take a minute, and there may be three; the workflow has a second.
    @Test
    void noStepWaitsForItsToolLongerThanTheWorkflowHas() {
        var slow = reads("search", _ -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "too late";
        });
        var spec = SessionSpec.of(lab.settings()).asking(People.NOBODY);
        var story = workflows.start(one(search().trying(3, Duration.ofMinutes(1))).within(SECOND), List.of(slow), spec)
                .result().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(story.why()).contains("1 s are over");
        assertThat(used).hasSize(1);
    }

    @Test
    void aWorkflowThatWasStoppedIsShownAsInterruptedAndGoesOn() {
        var go = new AtomicInteger();
        var first = reads("search", _ -> "ok");
        var second = reads("mail", _ -> go.get() == 0 ? down(null) : "sent");
        var workflow = one(search()).then(WorkflowStep.of("mail", Map.of()));
        try (var _ = lab.desk().attend()) {
            var running = workflows.start(workflow, List.of(first, second), SessionSpec.of(lab.settings()));
            await().until(() -> lab.desk().cases().stream().anyMatch(Case.ToTakeOver.class::isInstance));
            assertThat(Workflows.of(running.session()).orElseThrow().state()).isEqualTo(WorkflowState.ESCALATED);
            running.session().stop();
            var stopped = running.result().join();
            assertThat(stopped.interrupted()).isTrue();
            assertThat(stopped.words()).isEqualTo("interrupted while escalated");
            go.set(1);
            var resumed = workflows.resume(running.session().id(), workflow, List.of(first, second)).result().join();
            assertThat(resumed.state()).isEqualTo(WorkflowState.COMPLETED);
            assertThat(used.stream().filter("search"::equals)).as("what is done is not done again").hasSize(1);
        }
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

    @Test
    void aToolThatIsNotThereIsToldBeforeAnythingBegins() {
        assertThatThrownBy(() -> workflows.run(one(search()))).isInstanceOf(Problem.class)
                .hasMessageContaining("no tool 'search'");
        assertThat(lab.sessions()).isEmpty();
    }

    @Test
    void theStepsOfTheLogAreTheSteps() {
        var story = virtual(one(search()), List.of(reads("search", _ -> "ok")));
        assertThat(events(story).stream().filter(LabEvent.WorkflowStepped.class::isInstance)
                .map(LabEvent.WorkflowStepped.class::cast)).extracting(LabEvent.WorkflowStepped::state)
                .containsExactly(StepState.STARTED, StepState.DONE);
    }

    @Test
    void theWorkflowsOfALabAreListedWithTheirStates() {
        lab.begin(SessionSpec.of(lab.settings())).say("Hello", null).join();
        var done = virtual(one(search()), List.of(reads("search", _ -> "ok")));
        var failed = virtual(one(search().trying(1, SECOND)).escalatingAfter(1),
                List.of(reads("search", WorkflowTest::down)));
        assertThat(workflows.all()).extracting(WorkflowStory::session, WorkflowStory::state)
                .containsExactlyInAnyOrder(tuple(done.session(), WorkflowState.COMPLETED),
                        tuple(failed.session(), WorkflowState.FAILED));
    }
}
