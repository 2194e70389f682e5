package dev.kintsugi.lab.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.agent.voice.SpeechEngine;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.Finding.Result;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.workflow.Workflow;
import dev.kintsugi.lab.workflow.WorkflowStep;
import dev.kintsugi.lab.workflow.Workflows;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A session is brought back: its state, its history, its voice, its people, its store.
class RescueTest extends RescueCase {
    private static Session talked(Lab lab) {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        session.say("Where is my claim INS-2024-9876?", null).join();
        return session;
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
                            .endsWith("What was said is in the log, which can be exported"));
            assertThat(lab.openSessions()).isEmpty();
            broken[0] = false;
            assertThat(lab.open(session.id()).history()).hasSize(2);
        }
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
                    .satisfies(f -> assertThat(f.todo().value())
                            .contains("What was said is in the log, which can be exported"));
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
