package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workflows that go on in another process: a second lab on the same files.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResumedWorkflowTest {
    private static final Workflow PAY = Workflow.named("pay", "Pay the bill").then(WorkflowStep.of("read", Map.of()))
            .then(WorkflowStep.of("pay", Map.of("amount", 5)).asking(ApprovalRule.NEVER).trying(1,
                    Duration.ofSeconds(5)))
            .escalatingAfter(1);

    @TempDir
    Path folder;

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger payments = new AtomicInteger();

    private Lab lab() {
        return new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT),
                H2Journal.open(folder.resolve("db")), new EmbeddedState(new ConversationClock()), new TestAgents());
    }

    /// A bank that pays and does not say so the first time, and remembers nothing of it.
    private List<OwnTool> tools(Fate fate) {
        return List.of(OwnTool.reads("read", _ -> "bill " + reads.incrementAndGet()),
                OwnTool.risks("pay", _ -> {
                    if (payments.incrementAndGet() == 1) {
                        throw new IllegalStateException("the line broke");
                    }
                    return "paid";
                }).telling(_ -> fate));
    }

    private SessionId begun(Lab lab, Fate fate) {
        var story = new Workflows(lab).start(PAY, List.copyOf(tools(fate)), SessionSpec.of(lab.settings())).result()
                .join();
        assertThat(story.state()).isEqualTo(WorkflowState.ESCALATED);
        return story.session();
    }

    private static WorkflowStory resumed(Lab lab, SessionId id, List<OwnTool> tools) {
        return new Workflows(lab).resume(id, PAY, List.copyOf(tools)).result().join();
    }

    /// A tool that keeps its memory in its process has a trace of none of the acts of another.
    @Test
    void noTraceInAnotherProcessSaysNothingOfAnActAndAPersonIsAsked() {
        SessionId id;
        try (var lab = lab()) {
            id = begun(lab, new Fate.Unknown());
        }
        try (var lab = lab()) {
            var story = resumed(lab, id, tools(new Fate.NoTrace()));
            assertThat(story.state()).isEqualTo(WorkflowState.ESCALATED);
            assertThat(story.why()).contains("not known");
            assertThat(payments).hasValue(1);
            assertThat(lab.open(id).turns().getLast().entries()).extracting(e -> e.event())
                    .hasAtLeastOneElementOfType(LabEvent.ApprovalRequested.class);
        }
    }

    @Test
    void noTraceInTheSameProcessMeansThatNothingWasDone() {
        try (var lab = lab()) {
            var story = resumed(lab, begun(lab, new Fate.Unknown()), tools(new Fate.NoTrace()));
            assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
            assertThat(payments).hasValue(2);
        }
    }

    @Test
    void whatWasDoneBeforeTheRestartIsNotDoneAgain() {
        SessionId id;
        try (var lab = lab()) {
            id = begun(lab, new Fate.Unknown());
        }
        try (var lab = lab()) {
            var story = resumed(lab, id, tools(new Fate.NotDone()));
            assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
            assertThat(story.done()).containsEntry(1, "{\"result\":\"bill 1\"}");
            assertThat(payments).hasValue(2);
            assertThat(reads).hasValue(1);
        }
    }
}
