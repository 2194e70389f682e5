package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a session was set to meanwhile is kept when the lab is started again.
class OpenedAgainTest {
    private static final SessionId ID = new SessionId("kept");
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    @TempDir
    Path folder;

    private final LabSettings settings = LabSettings.defaults().withTimeScale(ConversationClock.INSTANT);

    private Lab onDisk() {
        return new Lab(settings, H2Journal.open(folder.resolve("db")), new EmbeddedState(new ConversationClock()),
                new TestAgents());
    }

    private Session begin(Lab lab) { return lab.begin(SessionSpec.of(settings).named(ID)); }

    private static List<LabEvent> events(Lab lab) {
        var events = new ArrayList<LabEvent>();
        lab.lines(ID, line -> events.add(LogReader.entry(line).event()));
        return events;
    }

    @Test
    void aPolicyThatWasChangedIsKeptAndReplayed() {
        try (var lab = onDisk()) {
            var session = begin(lab);
            session.say(QUESTION, null).join();
            session.policy("conversational").join();
        }
        for (int life = 1; life <= 2; life++) {
            try (var lab = onDisk()) {
                var session = lab.open(ID);
                assertThat(session.policyName()).isEqualTo("conversational");
                assertThat(session.say(QUESTION, FailureMode.SERVICE_UNAVAILABLE).join().outcome())
                        .isEqualTo(Outcome.RECOVERED);
                assertThat(lab.replay(ID).difference()).isEmpty();
            }
        }
        try (var lab = onDisk()) {
            var events = events(lab);
            var kept = new LabEvent.SettingChanged(LabEvent.SettingChanged.POLICY, Text.of("conversational"));
            assertThat(events).filteredOn(kept::equals).as("one change, and each later life says that it keeps it")
                    .hasSize(3);
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i) instanceof LabEvent.SessionReopened) {
                    assertThat(events.get(i + 1)).isEqualTo(kept);
                }
            }
        }
    }

    @Test
    void aPolicyThatWasNotChangedIsNotWrittenDownAgain() {
        try (var lab = onDisk()) {
            begin(lab);
        }
        try (var lab = onDisk()) {
            lab.open(ID).policy("none").join();
            assertThat(events(lab)).noneMatch(LabEvent.SettingChanged.class::isInstance);
        }
    }

    @Test
    void aPolicyFileThatWasChosenMeanwhileIsKeptWithoutTheFile() throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\npatterns:\n  - retry: {attempts: 4}\n");
        try (var lab = onDisk()) {
            begin(lab).policy(file.toString()).join();
        }
        Files.delete(file);
        try (var lab = onDisk()) {
            var session = lab.open(ID);
            assertThat(session.policyOrder()).isEqualTo("retry x4");
            session.say(QUESTION, FailureMode.API_TIMEOUT).join();
            assertThat(lab.replay(ID).difference()).isEmpty();
        }
    }

    @Test
    void whatAnotherLabWroteMeanwhileDoesNotTakeThePolicyBack() {
        try (var journal = H2Journal.inMemory();
                var one = new Lab(settings, journal, new EmbeddedState(new ConversationClock()), new TestAgents());
                var two = new Lab(settings, journal, new EmbeddedState(new ConversationClock()), new TestAgents())) {
            var session = begin(one);
            session.policy("standard").join();
            two.open(ID).say(QUESTION, null).join();
            session.say(QUESTION, null).join();
            assertThat(session.turns()).hasSize(2);
            assertThat(session.policyName()).isEqualTo("standard");
            assertThat(two.open(ID).policyName()).isEqualTo("standard");
        }
    }

    @Test
    void aProgramsOwnAgentKeepsThePolicyOfAFileToo() throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\npatterns: [retry]\n");
        var agent = new TestAgents().agent(AgentSettings.SCRIPTED, 1, new ConversationClock());
        var spec = SessionSpec.of(settings).named(ID).withPolicy(file.toString());
        try (var lab = onDisk()) {
            lab.begin(spec, agent);
        }
        Files.delete(file);
        try (var lab = onDisk()) {
            assertThat(lab.begin(spec, agent).policyOrder()).isEqualTo("retry x3");
        }
    }

    @Test
    void whatTheAgentKnowsGoesWithTheSession() {
        try (var lab = onDisk()) {
            lab.begin(SessionSpec.of(settings).named(ID).withAgent(AgentSettings.SCRIPTED.withPack("support")));
        }
        try (var lab = onDisk()) {
            var session = lab.open(ID);
            assertThat(session.spec().agent().pack()).isEqualTo("support");
            assertThat(session.agentName()).isEqualTo(
                    new TestAgents().agent(session.spec().agent(), 1, new ConversationClock()).name());
            session.say("Hello", null).join();
            assertThat(lab.replay(ID).difference()).isEmpty();
        }
    }

    @Test
    void aPackThatIsGoneIsNamedAndTheLogStaysReadable() {
        try (var lab = onDisk()) {
            lab.begin(SessionSpec.of(settings).named(ID).withAgent(AgentSettings.SCRIPTED.withPack("general")));
        }
        try (var lab = new Lab(settings, H2Journal.open(folder.resolve("db")),
                new EmbeddedState(new ConversationClock()), (_, _, _) -> {
                    throw new Problem("There is no knowledge pack", "it was moved", "Choose another");
                })) {
            assertThatThrownBy(() -> lab.open(ID)).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.what()).contains("'kept' cannot be opened again");
                assertThat(problem.why()).contains("There is no knowledge pack: it was moved");
                assertThat(problem.todo()).contains("Put the pack general back");
            });
            assertThat(events(lab)).hasSize(1);
        }
    }

    /// A life that says nothing of its policy had the first one's: earlier versions went back to it.
    @Test
    void aLogOfAnEarlierVersionGoesOnWithWhatItsLastLifeHad() {
        var folds = new Folds(SessionSpec.EVERY_TURN);
        add(folds, new LabEvent.SessionOpened(1, 42, "a", "m", "standard", "", false, ""));
        add(folds, new LabEvent.SettingChanged(LabEvent.SettingChanged.POLICY, Text.of("conversational")));
        assertThat(folds.policy().policy()).isEqualTo(Policies.CONVERSATIONAL);
        add(folds, new LabEvent.SessionReopened());
        assertThat(folds.policy().policy()).isEqualTo(Policies.STANDARD);
        assertThat(folds.equipment()).isEmpty();
    }

    private static void add(Folds folds, LabEvent event) { folds.add(new Entry(ID, 0, 1, 0, 0, 0, event)); }
}
