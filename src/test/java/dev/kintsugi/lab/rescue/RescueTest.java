package dev.kintsugi.lab.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.agent.voice.SpeechEngine;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.Finding.Result;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.workflow.Workflow;
import dev.kintsugi.lab.workflow.WorkflowFile;
import dev.kintsugi.lab.workflow.WorkflowStep;
import dev.kintsugi.lab.workflow.WorkflowStory;
import dev.kintsugi.lab.workflow.Workflows;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A session is brought back, after a real death of the process too.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RescueTest {
    @TempDir
    Path folder;

    private static RescueReport recover(Lab lab, SessionId id, List<Tool> tools) {
        return new Rescue(lab, new ConversationClock()).recover(id, tools);
    }

    private static Lab inMemory(LabSettings settings) { return Lab.inMemory(settings, new TestAgents()); }

    private static Session talked(Lab lab) {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        session.say("Where is my claim INS-2024-9876?", null).join();
        return session;
    }

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
    void aSoundSessionIsFoundSound() {
        try (var lab = inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT))) {
            var session = talked(lab);
            var report = recover(lab, session.id(), List.of());
            assertThat(report.whole()).isTrue();
            assertThat(report.of(Result.MENDED)).isEmpty();
            assertThat(report.findings()).extracting(f -> f.part()).containsExactly("log", "context", "history",
                    "memory",
                    "agent", "model", "effects", "workflow", "people", "voice", "streams", "validation");
        }
    }

    @Test
    void aPoisonedHistoryIsFoundAndToldButNotTakenAwayOnADetectorsWord() {
        try (var lab = inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT))) {
            var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("none"));
            session.say("Where is my claim INS-2024-9876?", FailureMode.HALLUCINATION).join();
            var report = recover(lab, session.id(), List.of());
            assertThat(report.of(Result.REMAINS)).singleElement()
                    .satisfies(f -> assertThat(f.part()).isEqualTo("history"))
                    .satisfies(f -> assertThat(f.note().value()).contains("1 reply", "claims: nothing supports"))
                    .satisfies(f -> assertThat(f.todo().value()).contains("/reset"));
            assertThat(lab.open(session.id()).history()).hasSize(2);
        }
    }

    /// A workflow that failed says so with its error's number, of which no evidence speaks.
    @Test
    void whatStoodInForAReplyIsNotDoubtedAsOne() {
        try (var lab = inMemory(LabSettings.defaults())) {
            var denied = Workflow.named("look", "Look")
                    .then(WorkflowStep.of("look", Map.of()).failing(FailureMode.AUTH_ERROR, Map.of()));
            var story = new Workflows(lab).run(denied, OwnTool.reads("look", _ -> "seen"));
            assertThat(story.why()).contains("HTTP 40");
            assertThat(recover(lab, story.session(), List.of()).whole()).isTrue();
        }
    }

    @Test
    void whatRemainsIsCountedInASentence() {
        var fine = new Finding("log", Result.FINE, Text.EMPTY, Text.EMPTY);
        var remains = new Finding("effects", Result.REMAINS, Text.EMPTY, Text.EMPTY);
        Function<List<Finding>, String> told = parts -> new RescueReport(new SessionId("s"), 1, parts,
                PeopleCount.of(List.of()), List.of(), false).remaining();
        assertThat(told.apply(List.of(fine, remains))).startsWith("1 of 2 parts needs a person;");
        assertThat(told.apply(List.of(fine, remains, remains))).startsWith("2 of 3 parts need a person;");
    }

    @Test
    void aReplyThatCouldNotBeSpokenIsToldAfterARestartToo() {
        try (var lab = inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT))) {
            var session = talked(lab);
            assertThat(session.speak(session.turns().getLast(), SpeechEngine.of("no-such-program"))).isPresent();
            lab.close(session.id());
            assertThat(recover(lab, session.id(), List.of()).findings()).filteredOn(f -> f.part().equals("voice"))
                    .extracting(f -> f.note().value()).containsExactly("a reply could not be spoken and came as text, "
                            + "last because of no-such-program: 'no-such-program' cannot be started");
        }
    }

    @Test
    void whoHasAConversationIsToldAndWhetherTheNextMessageReachesThem() {
        try (var lab = inMemory(LabSettings.defaults())) {
            var people = new ScriptedPeople(
                    List.of(new Act(Act.Kind.TAKE_OVER, Duration.ofSeconds(1), "I take this myself.")));
            var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("supervised")
                    .virtual(Instant.parse("2026-01-05T09:00:00Z"), "").asking(people));
            session.say("Where is my claim INS-2024-9876?", FailureMode.AUTH_ERROR).join();
            assertThat(people(recover(lab, session.id(), List.of())))
                    .startsWith("scripted person has this conversation; the next message goes to the people's desk");
        }
        try (var lab = inMemory(LabSettings.defaults())) {
            var session = talked(lab);
            session.outside(new LabEvent.HumanAnswered("1-1", Text.of("I take this."), "Dana", true, 10)).join();
            assertThat(people(recover(lab, session.id(), List.of())))
                    .startsWith("Dana has this conversation; the agent answers the next message all the same");
        }
    }

    private static String people(RescueReport report) {
        return report.findings().stream().filter(f -> f.part().equals("people")).findFirst().orElseThrow().note()
                .value();
    }

    @Test
    void aStateThatIsGoneOrWrongIsWrittenAgainFromTheLogAndOnlyTheWrongOneIsMended() {
        var states = new EmbeddedState(new ConversationClock());
        try (var lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), H2Journal.inMemory(),
                states, new TestAgents())) {
            var session = talked(lab);
            var before = states.state(session.id()).orElseThrow();
            states.reset(session.id());
            assertThat(recover(lab, session.id(), List.of()).of(Result.MENDED)).isEmpty();
            assertThat(states.state(session.id())).contains(before);
            states.state(session.id(), "{\"turns\":99}");
            var report = recover(lab, session.id(), List.of());
            assertThat(report.of(Result.MENDED)).extracting(f -> f.part()).containsExactly("memory");
            assertThat(states.state(session.id())).contains(before);
        }
    }

    @Test
    void whatCannotBeRecoveredIsTriedThreeTimesThenClosedAndNothingIsLost() {
        var broken = new boolean[1];
        var clock = new VirtualClock(Instant.parse("2026-01-05T09:00:00Z"));
        try (var lab = Lab.inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT),
                (settings, seed, time) -> {
                    if (broken[0]) {
                        throw new Problem("The agent cannot be made", "its pack is gone", "Put the pack back");
                    }
                    return new TestAgents().agent(settings, seed, time);
                })) {
            var session = talked(lab);
            broken[0] = true;
            var report = new Rescue(lab, clock).recover(session.id(), List.of());
            assertThat(report.closed()).isTrue();
            assertThat(report.attempts()).isEqualTo(3);
            assertThat(report.of(Result.REMAINS)).singleElement()
                    .satisfies(f -> assertThat(f.todo().value()).contains("Put the pack insurance back")
                            .endsWith("kintsugi export " + session.id()));
            assertThat(lab.openSessions()).isEmpty();
            broken[0] = false;
            assertThat(lab.open(session.id()).history()).hasSize(2);
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

    @Test
    void aStoreThatDiesMidwayClosesTheSessionAndSaysWhatToDo() {
        var journal = H2Journal.inMemory();
        try (var lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), journal,
                new EmbeddedState(new ConversationClock()), new TestAgents())) {
            var session = talked(lab);
            var clock = new VirtualClock(Instant.parse("2026-01-05T09:00:00Z"));
            lab.watch(news -> {
                if (news instanceof LabNews.SessionsChanged) {
                    journal.close();
                }
            });
            var report = new Rescue(lab, clock).recover(session.id(), List.of());
            assertThat(report.closed()).isTrue();
            assertThat(report.attempts()).isEqualTo(3);
            assertThat(report.of(Result.REMAINS)).singleElement()
                    .satisfies(f -> assertThat(f.note().value()).doesNotContain("Exception"))
                    .satisfies(f -> assertThat(f.todo().value()).contains("kintsugi export " + session.id()));
            assertThat(lab.openSessions()).isEmpty();
        }
    }

    @Test
    void aSessionThatIsNotThereIsRefused() {
        try (var lab = inMemory(LabSettings.defaults())) {
            assertThatThrownBy(() -> recover(lab, new SessionId("nobody"), List.of())).isInstanceOf(Problem.class)
                    .hasMessageContaining("no session");
        }
    }
}
