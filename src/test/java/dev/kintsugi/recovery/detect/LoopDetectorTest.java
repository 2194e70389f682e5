package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopDetectorTest {
    private static final String CLARIFY = "Could you please clarify what exactly you mean by that?";

    private static boolean flagged(String reply, String... turns) {
        return new LoopDetector().check(observe(reply, turns)).isPresent();
    }

    /// Turns alternate, the user begins and ends.
    private static Observation observe(String reply, String... turns) {
        return new Observation(reply, FinishReason.STOP, history(turns), Knowledge.of(List.of(), "Bot"), List.of(),
                List.of(),
                LocalDate.of(2024, 11, 22));
    }

    private static List<Message> history(String... turns) {
        var history = new ArrayList<Message>();
        for (int i = 0; i < turns.length; i++) {
            history.add(i % 2 == 0 ? Message.user(turns[i]) : Message.assistant(turns[i]));
        }
        return history;
    }

    @Test
    void theSameQuestionAgainIsALoop() {
        assertThat(flagged(CLARIFY, "Where is my claim?", CLARIFY, "The one from last week, about the car.")).isTrue();
    }

    @Test
    void nearlyTheSameQuestionIsALoop() {
        var long1 = "I want to be sure that I get this right: which of your two policies is this about, please tell me now?";
        var long2 = "I want to be sure that I get this right: which of your two policies is this about, please tell me?";
        assertThat(flagged(long2, "My car broke down", long1, "The car one, of course")).isTrue();
    }

    @Test
    void theSameQuestionAfterAnotherOpeningIsALoop() {
        assertThat(flagged("Of course. Which of these colours do you see?", "It blinks",
                "Which of these colours do you see?",
                "Green")).isTrue();
        assertThat(flagged("Thanks for that. Which of these colours do you see?", "It blinks",
                "I see. Which of these colours do you see?", "Green")).isTrue();
    }

    @Test
    void anotherQuestionAfterTheSameOpeningIsNone() {
        assertThat(flagged("Thanks for that. Since when has it been that way?", "It blinks",
                "Thanks for that. Which of these colours do you see?", "Green")).isFalse();
    }

    @Test
    void oneClarificationAfterTheOtherIsALoopInWhateverWords() {
        assertThat(flagged("Can you explain a bit more what this is about?", "Help", "Could you clarify that for me?",
                "My car", "Sorry, could you be more specific?", "The red one")).isTrue();
    }

    @Test
    void aSecondClarificationAfterAFullAnswerIsALoop() {
        assertThat(flagged("Could you give me some more details?", "My car", "Could you clarify that for me?",
                "It was hit by a van on Tuesday and the claim is CLM-77")).isTrue();
    }

    @Test
    void aFirstClarificationIsFine() {
        assertThat(flagged(CLARIFY, "It does not work", "I'm sorry to hear that.", "And now?")).isFalse();
    }

    @Test
    void theSameWordsWithAnotherFigureAreNoLoop() {
        var asked = "Shall I book the rental car with our partner near the station in Springfield for %d days, so that "
                + "you can pick it up on Monday morning when you come back from your long journey to the north?";
        assertThat(flagged(asked.formatted(4), "A car", asked.formatted(3), "One day more")).isFalse();
        assertThat(flagged(asked.formatted(3), "A car", asked.formatted(3), "One day more")).isTrue();
    }

    /// What clarifies is taken out whatever its words, when the reply clarifies too; else what is like the reply.
    @Test
    void theHistoryIsCleanedOfWhatMakesTheLoop() {
        var history = history("Help", "Could you clarify that for me?", "My car", "Your car is insured.", "So?");
        assertThat(LoopDetector.without(history, CLARIFY)).extracting(Message::content)
                .containsExactly("Help", "My car", "Your car is insured.", "So?");
        assertThat(LoopDetector.without(history, "Your car is insured.")).extracting(Message::content)
                .containsExactly("Help", "Could you clarify that for me?", "My car", "So?");
    }

    @Test
    void shortCourtesiesMayRepeat() {
        assertThat(flagged("You're welcome!", "Thanks", "You're welcome!", "Thanks again")).isFalse();
        assertThat(flagged("Hello, how can I help?", "Hi", "Hello, how can I help?", "Hi there")).isFalse();
    }

    @Test
    void theSameAnswerToTheSameQuestionIsFine() {
        var answer = "The claims line is open from Monday to Friday, 8 am to 6 pm, except on public holidays.";
        assertThat(flagged(answer, "When is the claims line open?", answer, "Sorry, when is the claims line open?",
                answer, "When is the claims line open?")).isFalse();
    }

    @Test
    void theSameAnswerWithItsOfferToTheSameQuestionIsFine() {
        var answer = "A rental is included in your policy: up to $40 a day, for up to 30 days, with a partner near you. "
                + "Would you like me to book the car right here?";
        assertThat(flagged(answer, "How many days of a rental car does my policy cover?", answer,
                "So how many days of a rental car does my policy cover?")).isFalse();
        assertThat(flagged(answer, "How many days of a rental car does my policy cover?", answer, "Yes, please."))
                .isTrue();
    }

    @Test
    void theSameLongAnswerForTheThirdTimeToOtherWordsIsALoop() {
        var answer = "We take every claim very seriously and our experts are working on it as fast as they can.";
        assertThat(flagged(answer, "Where is it?", answer, "What did the adjuster say?", answer, "I need a car"))
                .isTrue();
    }

    @Test
    void anOfferToHandOverMayComeTwice() {
        var offer = "I don't know that, I'm afraid. Shall I hand you over to a colleague?";
        assertThat(flagged(offer, "Do you insure boats?", offer, "And what about horses?")).isFalse();
    }

    @Test
    void otherFiguresMakeItAnotherQuestion() {
        assertThat(flagged("Shall I open a ticket for claim CLM-2 as well, right now?", "x",
                "Shall I open a ticket for claim CLM-1 as well, right now?", "yes")).isFalse();
    }

    @Test
    void theLoopingMessagesAreTakenOutAndTheUsersWordsStay() {
        var history = history("Where is my claim?", "It is in review.", "And?", CLARIFY, "My claim!");
        assertThat(LoopDetector.without(history, CLARIFY)).extracting(Message::content)
                .containsExactly("Where is my claim?", "It is in review.", "And?", "My claim!");
    }
}
