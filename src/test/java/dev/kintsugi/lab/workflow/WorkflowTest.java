package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.people.Case;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Workflows over own tools, in virtual time where nothing real is waited for: steps, answers, tries, fallbacks, time.
class WorkflowTest extends WorkflowCase {
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

    @SuppressWarnings("NullAway") // what a program without such checks may do
    private static Object nothing() { return null; }
}
