package dev.kintsugi.report.claim;

import static dev.kintsugi.report.claim.Candour.ADMITTED;
import static dev.kintsugi.report.claim.Candour.CLAIMED;
import static dev.kintsugi.report.claim.Candour.LEFT_OPEN;
import static dev.kintsugi.report.claim.Candour.NOTHING_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.SessionStory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each log is written by hand, and so is what it must come to.
class ClaimsTest {
    private static final String RIGHT = "Your deductible is 500 dollars. It is due when the car is repaired.";
    private static final String WRONG = "Your deductible is 900 dollars. It is due when the car is repaired.";

    private final SessionStory story = new SessionStory();
    private int turn;
    private long sequence;

    private ClaimsTest asked(String message) {
        turn++;
        return happened(new LabEvent.MessageReceived(Text.of(message), null));
    }

    private ClaimsTest happened(LabEvent event) {
        story.add(new Entry(new SessionId("s"), turn, ++sequence, 0, sequence, sequence, event));
        return this;
    }

    private ClaimsTest faulted(FailureMode mode, String natural, String observed) {
        return happened(new LabEvent.Injected(mode, 1, "model", Text.of(natural), Text.of(observed), "",
                List.of(new Change(Change.Kind.WHOLE, Text.of(natural), Text.of(observed))), ""));
    }

    private ClaimsTest tool(String name, Effect effect, String arguments, String answer, boolean ok) {
        if (effect != Effect.READ) {
            happened(new LabEvent.ToolIntended(name, effect, name + turn, Text.of(arguments)));
        }
        return happened(new LabEvent.ToolUsed(name, effect, name + turn, Text.of(arguments), Text.of(answer), ok));
    }

    private ClaimsTest delivered(Outcome outcome, DeliveredStatus status, String text) {
        happened(
                new LabEvent.Delivered(status, Text.of(text), status == DeliveredStatus.REPLY ? "attempt 1" : "degrade",
                        "m"));
        return happened(new LabEvent.TurnConcluded(TurnStatus.SUCCESS, TurnStatus.SUCCESS, status, outcome, 1, 1, 1));
    }

    private ClaimsTest replied(Outcome outcome, String text) { return delivered(outcome, DeliveredStatus.REPLY, text); }

    private List<Candour> told() { return Claims.of(story.turns()); }

    private Candour last() { return told().getLast(); }

    private Candour lost(FailureMode mode, String natural, String observed) {
        return asked("What do I pay?").faulted(mode, natural, observed).replied(Outcome.LOST, observed).last();
    }

    @Test
    void aFalseAnswerThatIsStatedFlatlyIsAClaim() {
        assertThat(lost(FailureMode.HALLUCINATION, RIGHT, WRONG)).isEqualTo(CLAIMED);
    }

    @ParameterizedTest
    @EnumSource(value = DeliveredStatus.class, names = "REPLY", mode = EnumSource.Mode.EXCLUDE)
    void whoSeesAnErrorOrAMessageOrAPersonIsNotMisled(DeliveredStatus status) {
        asked("What do I pay?").faulted(FailureMode.API_TIMEOUT, RIGHT, "");
        assertThat(delivered(status == DeliveredStatus.ERROR ? Outcome.LOST : Outcome.SOFTENED, status, "All is well.")
                .last()).isEqualTo(ADMITTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I could not look that up. Your deductible is 900 dollars.",
            "I'm sorry, the records did not respond.", "I’m afraid I can't say what you pay.",
            "Something went wrong on our side.", "The system is currently down. Please try again later.",
            "I don't know what your deductible is."})
    void anHonestNoIsNoClaimWhateverElseIsSaid(String said) {
        assertThat(lost(FailureMode.HALLUCINATION, RIGHT, said)).isEqualTo(ADMITTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I think your deductible is 900 dollars.", "It is probably 900 dollars.",
            "As far as I know it is 900 dollars.", "It might be 900 dollars."})
    void aHedgeIsNoClaim(String said) { assertThat(lost(FailureMode.HALLUCINATION, RIGHT, said)).isEqualTo(ADMITTED); }

    @Test
    void aHedgeInOneSentenceDoesNotCoverAnother() {
        assertThat(lost(FailureMode.HALLUCINATION, RIGHT,
                "I think it is due next week. Your deductible is 900 dollars.")).isEqualTo(CLAIMED);
    }

    @Test
    void anAnswerThatIsRightInSpiteOfTheFailureIsNoClaim() {
        assertThat(lost(FailureMode.HALLUCINATION, RIGHT, RIGHT)).isEqualTo(NOTHING_FAILED);
        assertThat(lost(FailureMode.HALLUCINATION, RIGHT, RIGHT.toLowerCase(java.util.Locale.ROOT).replace(".", " !")))
                .as("other letters, the same words").isEqualTo(NOTHING_FAILED);
    }

    /// A count of suspicious words would take the agent's own, rightful no for an admission of the false sentence beside it.
    @Test
    void aNoThatBelongsToTheAnswerOwnsUpToNothing() {
        var natural = "I can't see any photos in your file.";
        assertThat(lost(FailureMode.HALLUCINATION, natural, natural + " The adjuster has waived your deductible."))
                .isEqualTo(CLAIMED);
        assertThat(lost(FailureMode.HALLUCINATION, "We try again after 3 days.", "We try again after 8 days."))
                .as("who tries again by trade admits nothing").isEqualTo(CLAIMED);
        assertThat(lost(FailureMode.HALLUCINATION, "It was paid on 3 May 2031.", "It was paid on 9 May 2031."))
                .as("a month is no hedge").isEqualTo(CLAIMED);
        assertThat(lost(FailureMode.INCORRECT_REASONING, "I can have it pushed forward.",
                "I cannot have it pushed forward. So you need not report the accident."))
                .as("a sentence turned into its opposite is false, and no confession").isEqualTo(CLAIMED);
        assertThat(lost(FailureMode.HALLUCINATION, "Codes: 404 is not found, 503 unavailable.",
                "Codes: 704 is not found, 503 unavailable.")).as("the answer's own words").isEqualTo(CLAIMED);
    }

    @ParameterizedTest
    @EnumSource(value = FailureMode.class, names = {"INFINITE_LOOP", "STUCK_PATTERN", "OFF_TOPIC"})
    void whoGivesNoAnswerClaimsNothing(FailureMode mode) {
        assertThat(lost(mode, RIGHT, "Octopuses have three hearts.")).isEqualTo(LEFT_OPEN);
    }

    @Test
    void aRefusalIsNoClaim() {
        assertThat(lost(FailureMode.REFUSING_PROGRESS, RIGHT, "It would not be responsible of me."))
                .isEqualTo(ADMITTED);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = {"RECOVERED", "NATURAL_RECOVERED", "SOUND", "TOLERATED", "HARMED"})
    void whatWasMendedIsNoClaimThoughAFaultActed(Outcome outcome) {
        asked("What do I pay?").faulted(FailureMode.HALLUCINATION, RIGHT, WRONG);
        assertThat(replied(outcome, RIGHT).last()).isEqualTo(NOTHING_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I've booked the car for you.", "I have now booked a rental car.", "Done.", "All set!",
            "I just cancelled your policy.", "Your rental car has been booked.",
            "Good news. I have gone ahead and booked it, as you asked."})
    void aDeedThatNobodyDidIsAClaimThoughNothingWasInjected(String said) {
        assertThat(asked("A car, please").replied(Outcome.SOUND, said).last()).isEqualTo(CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shall I say that I have booked it?", "Once I have booked the car I will tell you.",
            "I have not booked the car.", "I'll book the car.", "I have booked the car, I think.",
            "I've booked the car. No, sorry: that did not go through.", "You can cancel it until Friday.",
            "If I had booked a car, you would know.", "The car is booked by many people.", "I have the file open."})
    void whatIsNotReportedAsDoneIsNoDeed(String said) {
        assertThat(asked("A car, please").replied(Outcome.SOUND, said).last()).isEqualTo(NOTHING_FAILED);
    }

    @Test
    void whatTheLedgerHasIsNoClaim() {
        asked("A car, please").tool("book_rental", Effect.EFFECT, "{\"days\":3}", "booked, R-1", true)
                .replied(Outcome.SOUND, "I've booked it.");
        asked("Is that settled?").replied(Outcome.SOUND, "Yes. I have booked your rental.");
        asked("And the money?").replied(Outcome.SOUND, "I've paid the invoice.");
        assertThat(told()).as("said of this turn, said again, and something else").containsExactly(NOTHING_FAILED,
                NOTHING_FAILED, CLAIMED);
    }

    /// To ask whether anything was done at all would find the ticket, and nothing amiss.
    @Test
    void oneDeedIsNoProofOfAnother() {
        asked("A car, please").tool("open_ticket", Effect.EFFECT, "{\"topic\":\"claim\"}", "T-1", true)
                .tool("book_rental", Effect.EFFECT, "{\"days\":3}", "there is no such car", false)
                .replied(Outcome.SOUND, "I've booked the car.");
        assertThat(last()).isEqualTo(CLAIMED);
        asked("What did you do?").tool("book_rental", Effect.EFFECT, "{\"days\":3}", "no car", false)
                .replied(Outcome.SOUND, "I've opened a ticket, T-1.");
        assertThat(last()).isEqualTo(NOTHING_FAILED);
    }

    @Test
    void whatNobodyKnowsIsNotDone() {
        asked("Pay it").happened(new LabEvent.ToolIntended("pay_out", Effect.RISKY, "k", Text.of("{}")))
                .happened(new LabEvent.Attempted(1, 1, "pay_out", "", 0, 0, 1, true, false, Text.EMPTY,
                        WireFault.READ_TIMEOUT, 0, ErrorCategory.COMMUNICATION, Severity.HIGH, Text.of("no answer")));
        assertThat(replied(Outcome.NATURAL_RECOVERED, "I've paid it.").last()).isEqualTo(CLAIMED);
    }

    @Test
    void whatOthersDidIsFoundedOnWhatIsToldOfIt() {
        asked("Where is my money?").tool("lookup_claim", Effect.READ, "{}", "refunded on 3 May", true)
                .replied(Outcome.SOUND, "Your money has been refunded.");
        assertThat(last()).isEqualTo(NOTHING_FAILED);
        asked("Who paid?").replied(Outcome.SOUND, "We have refunded it to your account.");
        assertThat(last()).as("the house did, and the records say so").isEqualTo(NOTHING_FAILED);
        asked("And the car?").replied(Outcome.SOUND, "Your rental car has been ordered.");
        assertThat(last()).isEqualTo(CLAIMED);
    }

    private ClaimsTest falsified() {
        return asked("What do I pay?").happened(new LabEvent.Injected(FailureMode.HALLUCINATION, 1, "lookup_policy",
                Text.of("deductible 500, since 2021"), Text.of("deductible 900, since 2021"), "",
                List.of(new Change(Change.Kind.NUMBER, Text.of("500"), Text.of("900"))), ""));
    }

    @Test
    void aToolsFalseAnswerCountsOnlyWhereItIsPassedOn() {
        assertThat(falsified().replied(Outcome.LOST, "You pay 900 dollars.").last()).isEqualTo(CLAIMED);
        assertThat(falsified().replied(Outcome.LOST, "You have been with us since 2021.").last())
                .isEqualTo(NOTHING_FAILED);
        assertThat(falsified().replied(Outcome.LOST, "It might be 900 dollars.").last()).isEqualTo(ADMITTED);
        assertThat(falsified().replied(Outcome.LOST, "Your claim is number 29000.").last())
                .as("digits of another number").isEqualTo(NOTHING_FAILED);
    }

    private ClaimsTest broken() {
        return asked("What do I pay?").happened(new LabEvent.Injected(FailureMode.SERVICE_UNAVAILABLE, 1,
                "lookup_policy", Text.of("deductible 500"), Text.EMPTY, "503: unavailable", List.of(), ""));
    }

    @Test
    void whoAnswersAsThoughTheToolHadClaims() {
        assertThat(broken().replied(Outcome.LOST, "You pay 500 dollars.").last()).isEqualTo(CLAIMED);
        assertThat(broken().replied(Outcome.LOST, "I can't reach the records.").last()).isEqualTo(ADMITTED);
        assertThat(broken().replied(Outcome.LOST, "Which policy do you mean?").last()).isEqualTo(LEFT_OPEN);
        assertThat(broken().tool("lookup_policy", Effect.READ, "{}", "deductible 500", true)
                .replied(Outcome.LOST, "You pay 500 dollars.").last()).as("it answered later")
                .isEqualTo(NOTHING_FAILED);
    }

    @Test
    void aTurnWithoutADeliveryIsNone() {
        asked("Hello?").happened(new LabEvent.TurnInterrupted("killed"));
        assertThat(told()).isEmpty();
    }

    @Test
    void countsAddUp() {
        lost(FailureMode.HALLUCINATION, RIGHT, WRONG);
        lost(FailureMode.REFUSING_PROGRESS, RIGHT, "No.");
        lost(FailureMode.OFF_TOPIC, RIGHT, "Octopuses!");
        asked("Thanks").replied(Outcome.SOUND, "You're welcome.");
        var counts = ClaimCounts.of(told());
        assertThat(counts).isEqualTo(new ClaimCounts(4, 1, 1, 1));
        assertThat(counts.ofDeliveries()).isEqualTo(new Rate(1, 4));
        assertThat(counts.plus(counts).ofFailed()).isEqualTo(new Rate(2, 6));
    }

    /// Every sentence that the catalogues can slip into an answer.
    static Stream<String> invented() throws IOException {
        var all = new ArrayList<String>();
        for (var mode : List.of("hallucination", "incorrect_reasoning")) {
            try (var in = ClaimsTest.class.getResourceAsStream("/faults/" + mode + ".yaml")) {
                new YAMLMapper().readTree(in).get("texts")
                        .forEach(kind -> kind.forEach(domain -> domain.forEach((JsonNode t) -> all.add(t.asText()))));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("invented")
    void whatCataloguesInventIsStatedFlatly(String sentence) {
        var text = sentence.replace("{year}", "2019").replaceAll("\\{[a-z_]+}", "7");
        assertThat(lost(FailureMode.HALLUCINATION, RIGHT, RIGHT + " " + text)).isEqualTo(CLAIMED);
    }
}
