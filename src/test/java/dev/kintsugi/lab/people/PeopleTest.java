package dev.kintsugi.lab.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.tools.Deed;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ApprovalVerdict;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Approvals and handoffs, from the risky act to the log.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PeopleTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final String CLAIM = "Where is my money? INS-2024-4410";
    private static final String PAY = "Yes, please.";
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    private final ServiceDesk world = new ServiceDesk();
    private final Lab lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT),
            H2Journal.inMemory(), new EmbeddedState(new ConversationClock()),
            (settings, seed, clock) -> Agents.scripted(TestPacks.named(settings.pack()), seed, settings.contextWindow(),
                    world));

    @AfterEach
    void close() { lab.close(); }

    private Session scripted(Act... acts) {
        return lab.begin(SessionSpec.of(lab.settings()).withPolicy("supervised").virtual(START, "")
                .asking(new ScriptedPeople(Arrays.asList(acts))));
    }

    private Session live() { return lab.begin(SessionSpec.of(lab.settings()).withPolicy("supervised")); }

    /// The agent has offered to pay; it does so when it is told to.
    private static Session offered(Session session) {
        session.say(CLAIM, null).join();
        return session;
    }

    private static Act act(Act.Kind kind, int seconds, String text) {
        return new Act(kind, Duration.ofSeconds(seconds), text);
    }

    private static <T extends LabEvent> List<T> events(TurnStory turn, Class<T> type) {
        return turn.entries().stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
    }

    private List<Deed.Payout> paid(Session session) { return world.payouts(session.id()); }

    @Test
    void aRiskyActWaitsForAYes() {
        var session = offered(scripted(act(Act.Kind.APPROVE, 20, "")));
        var turn = session.say(PAY, null).join();
        assertThat(paid(session)).hasSize(1);
        assertThat(events(turn, LabEvent.ApprovalRequested.class)).singleElement()
                .satisfies(e -> assertThat(e.tool()).isEqualTo("pay_out"))
                .satisfies(e -> assertThat(e.amount().value()).contains("1850"))
                .satisfies(e -> assertThat(e.effectText().value()).contains("Cannot be taken back"));
        assertThat(events(turn, LabEvent.ApprovalGiven.class)).singleElement()
                .extracting(LabEvent.ApprovalGiven::verdict, LabEvent.ApprovalGiven::waitedMs)
                .containsExactly(ApprovalVerdict.APPROVED, 20_000L);
        assertThat(turn.outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void whatPeopleTakeCountsAgainstNoDeadline() {
        var session = offered(scripted(act(Act.Kind.APPROVE, 110, "")));
        var turn = session.say(PAY, null).join();
        assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.REPLY);
        assertThat(events(turn, LabEvent.TurnConcluded.class).getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void aNoLeavesTheActUndone() {
        var session = offered(scripted(act(Act.Kind.REJECT, 5, "the account is under review")));
        var turn = session.say(PAY, null).join();
        assertThat(paid(session)).isEmpty();
        assertThat(events(turn, LabEvent.ToolIntended.class)).isEmpty();
        assertThat(turn.delivered().value()).doesNotContain("PAY-").contains("approv");
    }

    @Test
    void silenceIsANo() {
        var session = offered(scripted());
        var turn = session.say(PAY, null).join();
        assertThat(paid(session)).isEmpty();
        assertThat(events(turn, LabEvent.ApprovalGiven.class).getFirst()).extracting(LabEvent.ApprovalGiven::verdict,
                LabEvent.ApprovalGiven::waitedMs).containsExactly(ApprovalVerdict.SILENT, 120_000L);
    }

    @Test
    void anAnswerThatComesTooLateIsSilence() {
        var session = offered(scripted(act(Act.Kind.APPROVE, 120, "")));
        session.say(PAY, null).join();
        assertThat(paid(session)).isEmpty();
    }

    @Test
    void editedArgumentsAreWhatIsDone() {
        var session = offered(scripted(
                act(Act.Kind.EDIT, 3, "{\"claim_number\": \"INS-2024-4410\", \"amount\": 500}")));
        session.say(PAY, null).join();
        assertThat(paid(session)).singleElement().satisfies(p -> assertThat(p.amount()).isEqualByComparingTo("500"));
    }

    /// Each with what the person is told is wrong, and what to write instead.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"claim_number": "INS-2024-4410"}                                     | 'amount' is missing         | Add it
            {"claim_number": "INS-2024-4410", "amount": "$500"}                   | 'amount' is the text '$500' | Write a number
            {"claim_number": "INS-2024-4410", "amount": -5}                       | 'amount' cannot be '-5'     | a number above 0
            {"claim_number": 4410, "amount": 500}                                 | 'claim_number' is the number 4410 | "4410"
            {"claim_number": "INS-2024-4410", "amount": 500, "amuont": 3}         | no field 'amuont'           | claim_number, amount
            {"claim_number": "INS-2024-4410", "amount": 500, "amount": 600}       | Duplicate field 'amount'    | Write them as
            {"claim_number": "INS-2024-4410", "amount": }                         | not a JSON object, line 1, column 45 | Write them as
            {} {}                                                                 | not a JSON object, line                 | Write them as
            [500]                                                                 | not a JSON object           | Write them as
            ``                                                                    | not a JSON object           | Write them as
            """)
    void argumentsThatTheToolWouldNotTakeAreRefusedAndTheActWaitsOn(String arguments, String why, String todo) {
        var session = offered(live());
        try (var _ = lab.desk().attend()) {
            var turn = session.say(PAY, null);
            await().until(() -> !lab.desk().cases().isEmpty());
            var name = lab.desk().cases().getFirst().name();
            assertThatThrownBy(() -> lab.desk().edit(name, arguments, "Dana")).isInstanceOfSatisfying(Problem.class,
                    problem -> {
                        assertThat(problem.what()).isEqualTo("The arguments cannot be used");
                        assertThat(problem.why()).contains(why);
                        assertThat(problem.todo()).contains(todo);
                    });
            assertThat(turn).isNotDone();
            lab.desk().edit(name, " {\"claim_number\": \"INS-2024-4410\", \"amount\": 500}\n", "Dana");
            turn.join();
        }
        assertThat(paid(session)).singleElement().satisfies(p -> assertThat(p.amount()).isEqualByComparingTo("500"));
    }

    @Test
    void withoutThePolicyNobodyIsAsked() {
        var session = offered(lab.begin(SessionSpec.of(lab.settings()).withPolicy("standard").virtual(START, "")));
        var turn = session.say(PAY, null).join();
        assertThat(paid(session)).hasSize(1);
        assertThat(events(turn, LabEvent.ApprovalRequested.class)).isEmpty();
    }

    @Test
    void aFreshCredentialFromAPersonCuresAnAuthError() {
        var session = scripted(act(Act.Kind.CREDENTIAL, 60, ""));
        var turn = session.say(QUESTION, FailureMode.AUTH_ERROR).join();
        assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(events(turn, LabEvent.HandedBack.class)).singleElement()
                .satisfies(e -> assertThat(e.freshCredential()).isTrue());
    }

    @Test
    void handingBackWithoutACredentialSavesNoAuthError() {
        var session = scripted(act(Act.Kind.HAND_BACK, 60, "I cannot see anything wrong"));
        var turn = session.say(QUESTION, FailureMode.AUTH_ERROR).join();
        assertThat(turn.outcome()).isEqualTo(Outcome.SOFTENED);
        assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.MESSAGE);
    }

    @Test
    void aPersonsAnswerThatStandsInIsSoftened() {
        var session = scripted(act(Act.Kind.ANSWER, 30, "Your claim is with Dana. I call you at noon."));
        var turn = session.say(QUESTION, FailureMode.AUTH_ERROR).join();
        assertThat(turn.outcome()).isEqualTo(Outcome.SOFTENED);
        assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.HUMAN);
        assertThat(turn.delivered().value()).isEqualTo("Your claim is with Dana. I call you at noon.");
        assertThat(session.history().getLast().content()).contains("at noon");
    }

    @Test
    void theHandoffHoldsTheWholePackage() {
        var session = scripted();
        session.say("Hello", null).join();
        var turn = session.say(QUESTION, FailureMode.AUTH_ERROR).join();
        assertThat(events(turn, LabEvent.HandoffRequested.class)).singleElement()
                .satisfies(e -> assertThat(e.request().value()).isEqualTo(QUESTION))
                .satisfies(e -> assertThat(e.failing()).contains("only a person"))
                .satisfies(e -> assertThat(e.error().value()).contains("HTTP 40"))
                .satisfies(e -> assertThat(e.messages()).isEqualTo(3));
        assertThat(events(turn, LabEvent.HandoffUnanswered.class)).singleElement()
                .satisfies(e -> assertThat(e.waitedMs()).isEqualTo(120_000));
    }

    @Test
    void thePersonAtTheDeskTakesAnswersStaysAndHandsBack() {
        var session = live();
        try (var _ = lab.desk().attend()) {
            var first = session.say(QUESTION, FailureMode.AUTH_ERROR);
            await().until(() -> lab.desk().cases().size() == 1);
            var name = lab.desk().cases().getFirst().name();
            lab.desk().take(name, "Dana");
            assertThatThrownBy(() -> lab.desk().take(name, "Ruben")).isInstanceOf(Problem.class)
                    .hasMessageContaining("taken");
            lab.desk().answer(name, "I look into it myself.", true, "Dana");
            assertThat(first.join().delivered().value()).isEqualTo("I look into it myself.");
            var second = session.say("Thank you. And my rental?", null);
            await().until(() -> lab.desk().cases().size() == 1);
            lab.desk().handBack(lab.desk().cases().getFirst().name(), "", false, "Dana");
            assertThat(second.join().outcome()).isEqualTo(Outcome.SOUND);
            assertThat(second.join().deliveredStatus()).isEqualTo(DeliveredStatus.REPLY);
            assertThat(session.say("Hello", null).join().deliveredBy()).startsWith("attempt");
        }
        assertThat(lab.desk().cases()).isEmpty();
    }

    @Test
    void theQuestionIsOnDiskBeforeItIsAsked() {
        var session = offered(live());
        try (var _ = lab.desk().attend()) {
            var turn = session.say(PAY, null);
            await().until(() -> !lab.desk().cases().isEmpty());
            var lines = new ArrayList<String>();
            lab.lines(session.id(), lines::add);
            assertThat(lines.getLast()).contains("\"type\":\"approval_requested\"");
            lab.desk().approve(lab.desk().cases().getFirst().name(), "Dana");
            turn.join();
        }
        assertThat(paid(session)).hasSize(1);
    }

    @Test
    void whereNobodySitsNothingIsWaitedFor() {
        var session = offered(live());
        var turn = session.say(PAY, null).orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(events(turn, LabEvent.ApprovalGiven.class).getFirst().verdict()).isEqualTo(ApprovalVerdict.SILENT);
        assertThat(paid(session)).isEmpty();
    }

    @Test
    void whenTheLastPersonLeavesWhatWaitsIsANo() {
        var session = offered(live());
        var desk = lab.desk().attend();
        var turn = session.say(PAY, null);
        await().until(() -> !lab.desk().cases().isEmpty());
        desk.close();
        turn.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(paid(session)).isEmpty();
    }

    @Test
    void stoppingTheTurnEndsTheWait() {
        var session = offered(live());
        try (var _ = lab.desk().attend()) {
            var turn = session.say(PAY, null);
            await().until(() -> !lab.desk().cases().isEmpty());
            session.stop();
            assertThat(turn.join().state()).isEqualTo(TurnStory.State.INTERRUPTED);
            assertThat(lab.desk().cases()).isEmpty();
        }
    }
}
