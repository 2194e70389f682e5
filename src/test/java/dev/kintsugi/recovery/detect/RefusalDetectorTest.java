package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalDetectorTest {
    private static boolean flagged(String reply) { return flagged("Please book me a rental car", reply); }

    private static boolean flagged(String question, String reply) {
        return new RefusalDetector()
                .check(new Observation(reply, FinishReason.STOP, List.of(Message.user(question)),
                        Knowledge.of(List.of(), "Bot"), List.of(), List.of(), LocalDate.of(2024, 11, 22)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "I'm sorry, but I can't help with that.",
            "I am not able to proceed with this request.",
            "I'd rather not take any action here, it might have consequences.",
            "Out of an abundance of caution I will not go ahead with the booking.",
            "It would be irresponsible of me to give you advice on this.",
            "I'm not comfortable discussing rental cars.",
            "I must decline to assist you in this matter.",
            "I cannot provide any information on claims, as it could be misunderstood.",
            "I won't continue until I'm completely certain that nothing can go wrong.",
            "For your protection I am unable to talk about that.",
            "It is safer not to act at this point."})
    void refusingToWorkIsFlagged(String reply) { assertThat(flagged(reply)).isTrue(); }

    @Test
    void whoSaidNoIsNotRefused() {
        assertThat(flagged("Don't book the car", "All right, I will not proceed.")).isFalse();
        assertThat(flagged("Book the car", "All right, I will not proceed.")).isTrue();
    }

    /// A pretext is one, whatever the user said before it.
    @ParameterizedTest
    @ValueSource(strings = {
            "I must decline, because even a general answer might be understood as advice.",
            "I'm afraid I cannot comment on that. I have to be careful."})
    void aPretextIsNoAnswerToANo(String reply) { assertThat(flagged("No, not now", reply)).isTrue(); }

    @ParameterizedTest
    @ValueSource(strings = {
            "I look after boats and berths. When I can't solve something, I open a ticket.",
            "If I am unable to help you today, the harbour master calls you back."})
    void whoSaysWhatHappensThenDoesNotRefuse(String reply) { assertThat(flagged(reply)).isFalse(); }

    /// Ninety words and more do not only refuse.
    @Test
    void aLongReplyDoesMoreThanRefuse() {
        var refusal = "I'm sorry, but I can't help with that. ";
        assertThat(flagged(refusal + "The office in Mill Lane is open. ".repeat(11))).isTrue();
        assertThat(flagged(refusal + "The office in Mill Lane is open. ".repeat(12))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "I don't know that. Shall I hand you over to a colleague?",
            "I couldn't find anything about horses in your policy.",
            "I can't change the amount myself, but I can open a ticket for the adjuster.",
            "I'm not able to see other customers' claims.",
            "I'm sorry you can't use your car at the moment. The rental is booked.",
            "Your deductible cannot be waived. It is 500 dollars.",
            "You can cancel at any time. Would you like me to go ahead?",
            "I won't need anything else from you. The booking is confirmed.",
            "The car is safe and insured from the first day.",
            "I can't pay this out without the police report. Could you send it?",
            "Yes, I can help with that!"})
    void honestLimitsAndOrdinaryRepliesAreNot(String reply) { assertThat(flagged(reply)).isFalse(); }
}
