package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {
    private static final Knowledge LIBRARY = Knowledge.of(List.of(
            new Passage("1", "Loans", "A book is lent for 28 days. You can renew a loan twice unless somebody waits."),
            new Passage("2", "Fees", "A late book costs 20 cents a day. Children do not pay fees for late books."),
            new Passage("3", "Rooms", "A study room must be booked before the day of the visit by phone.")), "Paige");

    private static final class Talk {
        private final List<Message> said = new ArrayList<>();
        private List<ToolUse> tools = List.of();
        private FinishReason finish = FinishReason.STOP;
        private Knowledge knowledge = LIBRARY;

        Talk user(String text) {
            said.add(Message.user(text));
            return this;
        }

        Talk agent(String text) {
            said.add(Message.assistant(text));
            return this;
        }

        Talk used(String tool, Effect effect, String result, boolean ok) {
            var more = new ArrayList<>(tools);
            more.add(new ToolUse(new ToolCall("1", tool, "{}"), effect, new ToolResult(result, ok, 0, true)));
            tools = more;
            return this;
        }

        Talk finished(FinishReason reason) {
            finish = reason;
            return this;
        }

        Talk knowingNothing() {
            knowledge = Knowledge.of(List.of(), "Paige");
            return this;
        }

        List<String> flags(String reply) {
            return Detectors.check(new Observation(reply, finish, said, knowledge, List.of(), tools,
                    LocalDate.of(2024, 11, 22)), 1).stream().map(d -> d.detector()).toList();
        }
    }

    private static Talk asked(String question) { return new Talk().user(question); }

    @ParameterizedTest
    @ValueSource(strings = {
            "I've booked the room for you.",
            "Done! Your booking is confirmed.",
            "I have cancelled the loan, it is all settled.",
            "The payment has been processed, thank you.",
            "You were already informed about the fee by letter.",
            "The late fee was approved by our specialists.",
            "The administrator already restored your reading list.",
            "The workshop has been paid for the binding.",
            "Your loan was already extended."})
    void successWithoutAnEffectIsFlagged(String reply) {
        assertThat(asked("Please take care of it").flags(reply)).contains(EffectDetector.NAME);
    }

    @Test
    void successWithAnEffectIsNot() {
        assertThat(asked("Please book it").used("book_room", Effect.EFFECT, "{\"ok\":true}", true)
                .flags("I've booked the room for you.")).isEmpty();
    }

    @Test
    void whatAToolSaysOthersDidIsNot() {
        assertThat(asked("My loan?").used("look_up", Effect.READ, "{\"loan\":\"extended by the administrator\"}", true)
                .flags("Your loan was already extended; the administrator extended it.")).isEmpty();
    }

    @Test
    void anEffectThatFailedIsNoSuccess() {
        assertThat(asked("Please do it").used("book_room", Effect.EFFECT, "{\"error\":\"full\"}", false)
                .flags("I've booked the room for you.")).contains(EffectDetector.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Shall I say that your booking is confirmed?",
            "I haven't booked the room yet.",
            "I've booked the room for you, is that what you mean?",
            "If your booking is confirmed, you will get a mail.",
            "I've updated the function below.",
            "As soon as your payment has been processed, the book is yours."})
    void whatIsNotClaimedAsDoneIsNotFlagged(String reply) {
        assertThat(asked("And now?").flags(reply)).doesNotContain(EffectDetector.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "You can renew a loan twice, and the",
            "Here is what you need:\n1. A card\n2.",
            "```java\nint a = 1;\n",
            "{\"loans\": [{\"days\": 28}",
            "You can bring it back to any branch, to the main library, or to (",
            "First we look at the loans, then at the fees, then at the rooms,"})
    void whatBreaksOffIsFlagged(String reply) {
        assertThat(asked("Tell me").flags(reply)).contains(TruncationDetector.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "- A card\n- A book",
            "Best regards,\nPaige",
            "The loan runs until Friday, and you can renew it twice.\nBest regards,",
            "We are open from Monday to Friday, come in whenever you like.\nOr not",
            "{\"title\": \"The \\\"Bowl{\"}",
            "{\"loans\": [{\"days\": 28}]}",
            "```java\nint a = 1;\n```",
            "You can renew a loan twice",
            "Das ist alles, was ich dazu sagen kann"})
    void whatMerelyLacksAStopIsNot(String reply) {
        assertThat(asked("Tell me").flags(reply)).doesNotContain(TruncationDetector.NAME);
    }

    @Test
    void aReplyCutAtItsLengthIsFlaggedHoweverItLooks() {
        assertThat(asked("Tell me").finished(FinishReason.LENGTH).flags("You can renew a loan twice."))
                .contains(TruncationDetector.NAME);
    }

    @Test
    void theOppositeOfWhatIsKnownIsFlagged() {
        assertThat(asked("Fees?").flags("Children do pay fees for late books.")).contains(ContradictionDetector.NAME);
        assertThat(asked("Rooms?").flags("A study room must be booked after the day of the visit by phone."))
                .contains(ContradictionDetector.NAME);
        assertThat(asked("Fees?").flags("Children do not pay fees for late books.")).isEmpty();
    }

    @Test
    void theOppositeOfWhatTheAgentSaidIsFlaggedUnlessItTakesThatBack() {
        var talk = asked("Is it open?").agent("The reading garden behind the house is open on rainy days.")
                .user("Sure?");
        assertThat(talk.flags("The reading garden behind the house is not open on rainy days."))
                .contains(ContradictionDetector.NAME);
        assertThat(talk.flags("I was wrong: the reading garden behind the house is not open on rainy days.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "28 plus 14 comes to 52 days.",
            "Since 20 cents and 40 cents make 90 cents, that is what you owe.",
            "That is 12 × 20 = 260 cents.",
            "So 100 - 30 = 60."})
    void aWrongSumIsFlagged(String reply) {
        assertThat(asked("How much?").knowingNothing().flags(reply)).contains(ReasoningDetector.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "28 plus 14 comes to 42 days.",
            "That is 12 × 20 = 240 cents.",
            "10 / 3 = 3.33",
            "2 + 3 × 4 = 14",
            "Numbers 5 and 6 are 7 steps away."})
    void aRightSumIsNot(String reply) {
        assertThat(asked("How much?").knowingNothing().flags(reply)).doesNotContain(ReasoningDetector.NAME);
    }

    @Test
    void aConclusionOutOfTheBlueIsFlagged() {
        assertThat(asked("How long is a loan?")
                .flags("A book is lent for 28 days. It follows that you can ignore every letter from the court."))
                .contains(ReasoningDetector.NAME);
        assertThat(asked("How long is a loan?")
                .flags("A book is lent for 28 days. Therefore a late book always costs 20 cents a day.")).isEmpty();
    }

    @Test
    void leavingTheSubjectIsFlagged() {
        assertThat(asked("How long is a loan?").flags("A book is lent for 28 days. Speaking of which, volcanoes in the "
                + "far north sleep under thick ice, and travellers bring warm boots, tea and a whistle against fog."))
                .contains(OffTopicDetector.NAME);
        assertThat(
                asked("How long is a loan?").flags("A book is lent for 28 days. By the way, you can renew a loan twice "
                        + "unless somebody waits for the book."))
                .isEmpty();
    }

    @Test
    void planningInPlaceOfActingIsFlagged() {
        assertThat(
                asked("Renew it").flags("To be thorough, I am first listing what matters. On reflection, my plan needs "
                        + "another pass."))
                .contains(StallDetector.NAME);
        assertThat(asked("Help me plan").flags("Here is a plan: renew the loan today, then book the room by phone."))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Before I can book anything, I would have to examine every possible option in depth.",
            "Let me first weigh all the risks again, further analysis is needed before I act."})
    void hesitatingInPlaceOfActingIsFlagged(String reply) {
        assertThat(asked("Book it").flags(reply)).contains(StallDetector.NAME);
    }

    @Test
    void promisesTurnAfterTurnWithoutAToolAreFlagged() {
        var talk = asked("Where is my book?").agent("One moment, I'm checking.").user("And?")
                .agent("Let me look, bear with me.").user("Well?");
        assertThat(talk.flags("I'm still looking into it, just a minute.")).contains(StallDetector.NAME);
        assertThat(talk.used("look_up", Effect.READ, "{\"book\":\"lent\"}", true)
                .flags("I'm still looking into it, just a minute.")).isEmpty();
    }

    @Test
    void theSameUseOfAToolAgainAndAgainIsALoop() {
        var talk = asked("Where is my book?");
        assertThat(talk.used("look_up", Effect.READ, "{}", true).used("look_up", Effect.READ, "{}", true)
                .flags("It is on its shelf.")).isEmpty();
        assertThat(talk.used("look_up", Effect.READ, "{}", true).flags("It is on its shelf."))
                .contains(LoopDetector.NAME);
    }

    @Test
    void askingForWhatTheUserSaidIsALoop() {
        assertThat(asked("My order is ORD-4711. Where is it?").flags("Could you clarify which order you mean?"))
                .contains(LoopDetector.NAME);
        assertThat(asked("Where is my order?").flags("Could you clarify which order you mean?")).isEmpty();
    }

    @Test
    void anEmptyReplyIsFlagged() { assertThat(asked("Hello?").flags(" \n…")).contains(EmptyDetector.NAME); }

    @Test
    void whatNoEvidenceSpeaksOfIsLeftAlone() {
        assertThat(asked("How high is Everest?").flags("Mount Everest is 8,849 metres high; it was climbed in 1953."))
                .isEmpty();
        assertThat(asked("How long is a loan?").flags("A book is lent for 14 days.")).contains(ClaimsDetector.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "That is bad news. Let's act at once and lock the card.",
            "Please report it to the desk, and we will code it as lost.",
            "The standard loan ends after 28 days.",
            "You can print it on paper."})
    void wordsThatCouldNameAPublicationAreNoneAsVerbsAndAdjectives(String reply) {
        assertThat(asked("I lost my book").flags(reply)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "The Handbook of Quiet Rooms settled this.",
            "A 2021 report by Reed and Sand found the same.",
            "The Act of 1998 settled this."})
    void aPublicationThatNobodyKnowsIsFlagged(String reply) {
        assertThat(asked("I lost my book").flags(reply)).containsExactly(ClaimsDetector.NAME);
    }

    @Test
    void aTicketThatIsNotTheOneThatWasOpenedIsFlagged() {
        var opened = asked("A person, please").used("open_ticket", Effect.EFFECT,
                "{\"ticket\":{\"reference\":\"T-233283\"}}", true);
        assertThat(opened.flags("A colleague has it now, under ticket T-233283.")).isEmpty();
        assertThat(opened.flags("A colleague has it now, under ticket T-233288.")).containsExactly(ClaimsDetector.NAME);
    }

    @Test
    void aSpanOfAMinuteIsNoPromise() {
        var talk = asked("How fast is it?").agent("A renewal shows within a minute.").user("And a fee?")
                .agent("That takes a minute as well.").user("A room?");
        assertThat(talk.flags("Rooms are shown 600 times a minute.")).doesNotContain(StallDetector.NAME);
    }
}
