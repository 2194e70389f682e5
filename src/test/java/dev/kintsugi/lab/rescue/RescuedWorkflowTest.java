package dev.kintsugi.lab.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.work.Finding.Result;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.workflow.WorkflowFile;
import dev.kintsugi.lab.workflow.WorkflowStory;
import dev.kintsugi.lab.workflow.Workflows;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workflow is brought back with its session, after a real death of the process too: it pays once.
class RescuedWorkflowTest extends RescueCase {
    @TempDir
    Path folder;

    private SessionId killed() throws IOException, InterruptedException {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        var process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", classPath, Victim.class.getName(), folder.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(9);
        assertThat(Victim.paid(folder.resolve("bank"))).hasSize(1);
        try (var lab = Victim.lab(folder.resolve("db"))) {
            return lab.sessions().getFirst().id();
        }
    }

    private static final String ASKING = """
            name: pay
            goal: Pay it
            steps:
              - name: pay
                tool: pay
                with: {amount: 100}
            """;

    @Test
    void aWorkflowKilledInTheMiddleOfAPaymentGoesOnAndPaysOnce() throws Exception {
        var id = killed();
        try (var lab = Victim.lab(folder.resolve("db"))) {
            assertThat(new Workflows(lab).all()).singleElement().extracting(WorkflowStory::words)
                    .as("before anybody opens it").isEqualTo("interrupted while running");
            var before = Workflows.of(lab.open(id)).orElseThrow();
            assertThat(before.interrupted()).isTrue();
            assertThat(before.words()).isEqualTo("interrupted while running");
            assertThat(lab.open(id).effects()).singleElement().extracting(i -> i.state().name()).isEqualTo("UNKNOWN");
            var report = recover(lab, id, Victim.tools(folder.resolve("bank"), true, () -> {}));
            assertThat(report.whole()).isTrue();
            assertThat(report.of(Result.MENDED)).extracting(f -> f.part()).contains("context", "effects", "workflow");
            assertThat(Workflows.of(lab.open(id)).orElseThrow().state()).isEqualTo(WorkflowState.COMPLETED);
        }
        assertThat(Victim.paid(folder.resolve("bank"))).as("paid once").hasSize(1);
    }

    @Test
    void whereNobodyCanTellNothingIsPaidAgainAndTheReportSaysWhatToDo() throws Exception {
        var id = killed();
        try (var lab = Victim.lab(folder.resolve("db"))) {
            var report = recover(lab, id, Victim.tools(folder.resolve("bank"), false, () -> {}));
            assertThat(report.whole()).isFalse();
            assertThat(report.of(Result.REMAINS)).extracting(f -> f.part()).contains("effects", "workflow");
            assertThat(report.of(Result.REMAINS).getFirst().todo().value()).contains("Look it up",
                    "recover the session");
            assertThat(new Workflows(lab).all()).singleElement().extracting(WorkflowStory::words)
                    .as("it waits for who can tell").isEqualTo("interrupted while running");
        }
        assertThat(Victim.paid(folder.resolve("bank"))).hasSize(1);
    }

    @Test
    void aWorkflowWhoseEffectNobodyCouldTellOfIsNotOverAndGoesOnWhenSomebodyTells() throws Exception {
        var id = killed();
        var tools = Victim.tools(folder.resolve("bank"), false, () -> {});
        try (var lab = Victim.lab(folder.resolve("db"))) {
            var alone = new Workflows(lab).resume(id, tools).result().join();
            assertThat(alone.state()).isEqualTo(WorkflowState.ESCALATED);
            assertThat(alone.why()).contains("It is not known").doesNotContain("..");
            try (var _ = lab.desk().attend()) {
                var report = new CompletableFuture<RescueReport>();
                Thread.ofVirtual().start(() -> report.complete(recover(lab, id, tools)));
                await().until(() -> !lab.desk().cases().isEmpty());
                lab.desk().approve(lab.desk().cases().getFirst().name(), "Dana");
                assertThat(report.get(30, TimeUnit.SECONDS).whole()).isTrue();
            }
            assertThat(Workflows.of(lab.open(id)).orElseThrow().state()).isEqualTo(WorkflowState.COMPLETED);
        }
        assertThat(Victim.paid(folder.resolve("bank"))).as("paid once").hasSize(1);
    }

    @Test
    void aPersonWhoLookedItUpLetsTheWorkflowGoOn() throws Exception {
        var id = killed();
        try (var lab = Victim.lab(folder.resolve("db")); var _ = lab.desk().attend()) {
            var report = new CompletableFuture<RescueReport>();
            Thread.ofVirtual().start(() -> report.complete(recover(lab, id,
                    Victim.tools(folder.resolve("bank"), false, () -> {}))));
            await().until(() -> !lab.desk().cases().isEmpty());
            lab.desk().approve(lab.desk().cases().getFirst().name(), "Dana");
            assertThat(report.get(30, TimeUnit.SECONDS).whole()).isTrue();
        }
        assertThat(Victim.paid(folder.resolve("bank"))).as("it was done, says Dana").hasSize(1);
    }

    @Test
    void aWorkflowThatNeedsAPersonIsNotRunIntoANoWhereNobodySits() {
        var tools = Victim.tools(folder.resolve("bank"), true, () -> {});
        try (var lab = inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT))) {
            SessionId id;
            try (var _ = lab.desk().attend()) {
                var running = new Workflows(lab).start(WorkflowFile.read("test", ASKING), tools,
                        SessionSpec.of(lab.settings()));
                id = running.session().id();
                await().until(() -> !lab.desk().cases().isEmpty());
                running.session().stop();
                running.result().join();
            }
            var report = recover(lab, id, tools);
            assertThat(report.of(Result.REMAINS)).singleElement()
                    .satisfies(f -> assertThat(f.note().value())
                            .isEqualTo("pay is interrupted while waiting for approval: needs a person to go on, and "
                                    + "nobody is there to be asked"));
            try (var _ = lab.desk().attend()) {
                var again = new CompletableFuture<RescueReport>();
                Thread.ofVirtual().start(() -> again.complete(recover(lab, id, tools)));
                await().until(() -> !lab.desk().cases().isEmpty());
                lab.desk().approve(lab.desk().cases().getFirst().name(), "Dana");
                assertThat(again.join().of(Result.MENDED)).extracting(f -> f.note().value())
                        .contains("pay went on and has completed");
            }
        }
        assertThat(Victim.paid(folder.resolve("bank"))).hasSize(1);
    }

    /// The tool works until it is told to stop; nobody waits for it longer than a recovery may take.
    @Test
    void aWorkflowThatDoesNotEndInTimeIsStoppedAndTheRestIsToldAsNotLookedAt() throws Exception {
        var id = killed();
        var hangs = Victim.tools(folder.resolve("bank"), true, () -> {}).stream()
                .map(tool -> tool.spec().name().equals("tell") ? OwnTool.acts("tell", _ -> forever()) : tool).toList();
        try (var lab = Victim.lab(folder.resolve("db"))) {
            var report = new Rescue(lab, new ConversationClock(), Duration.ofSeconds(2)).recover(id, hangs);
            assertThat(report.closed()).isFalse();
            assertThat(report.of(Result.REMAINS)).extracting(f -> f.part()).containsExactly("workflow", "people",
                    "voice",
                    "streams");
            assertThat(report.of(Result.REMAINS).getFirst().note().value()).contains("interrupted while running");
            assertThat(report.of(Result.REMAINS).getLast().note().value()).contains("was not looked at");
            assertThat(recover(lab, id, Victim.tools(folder.resolve("bank"), true, () -> {})).of(Result.REMAINS))
                    .extracting(f -> f.part()).as("whether it was told is not known").contains("effects");
        }
        assertThat(Victim.paid(folder.resolve("bank"))).as("paid once").hasSize(1);
    }

    private static Object forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "never";
    }
}
