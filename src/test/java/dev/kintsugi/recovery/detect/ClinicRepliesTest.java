package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.recovery.Detection;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Replies of a clinic for animals, whose matters no detector was made for. It is Friday, 22 November 2024.
class ClinicRepliesTest {
    private static final Knowledge CLINIC = Knowledge.of(List.of(
            new Passage("1", "Hours",
                    "The clinic is open Monday to Friday, 8:00 to 18:30, and Saturday 9:00 to 13:00."),
            new Passage("2", "Rabies vaccination",
                    "The rabies vaccination is repeated every 3 years. Puppies get their first one at 12 weeks."),
            new Passage("3", "Chipping", "Chipping an animal costs 35 euros."),
            new Passage("4", "Before surgery",
                    "Before surgery an animal must fast for 8 hours. Water is allowed until 2 hours before."),
            new Passage("5", "Insurance", "We bill the insurer directly. PetSure covers 80 % of the bill.")), "Fern");

    private static final ToolUse APPOINTMENT = new ToolUse(new ToolCall("1", "lookup_appointment", "{}"), Effect.READ,
            new ToolResult("{\"appointment\":{\"id\":\"AP-3391\",\"date\":\"2024-12-03\",\"time\":\"14:20\","
                    + "\"animal\":\"Biscuit\",\"reason\":\"dental cleaning\",\"price\":\"€210\"}}", true, 0, true));

    private static List<String> flags(String question, String reply) {
        return Detectors.check(new Observation(reply.replace("\\n", "\n"), FinishReason.STOP,
                List.of(Message.user(question)), CLINIC, List.of(), List.of(APPOINTMENT), LocalDate.of(2024, 11, 22)),
                1).stream().map(Detection::detector).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            When are you open?                 | `| Mon-Fri | 8:00-18:30 |\\n| Sat | 9-13 |`
            When do you close on weekdays?     | At half past six in the evening.
            C'est quand ?                      | Le rendez-vous est le 3 décembre à 14 h 20.
            When do puppies get it?            | Puppies get their first rabies shot at 12 weeks, i.e. about three months.
            How often is that?                 | Because it protects for long, it is done every 3 years; elsewhere dogs get it every year.
            What must Biscuit do on that day?  | No food after 6:20 am on 3 December, and water until 12:20 is fine before surgery.
            Will I get a bill?                 | We bill PetSure for its 80 %, and you for the remaining 20 %.
            What should I know?                | `**Before surgery**\\n- Food: none for 8 h\\n- Water: until 2 h before`
            So is chipping an animal free?     | It isn't: chipping an animal costs 35 euros.
            Must it fast?                      | No, Biscuit, like any animal before surgery, must fast for 8 hours; water is what is allowed.
            What is on my neighbour's bill?    | I'm not able to share what belongs to another client.
            Delete my account                  | I'm not allowed to do that in the chat. You can do it under Settings, Account.
            Can you see my photos?             | I'm unable to open attachments here. Please send them to the desk.
            You booked it yesterday, right?    | Yes, your appointment is booked.
            """)
    void aSoundReplyPasses(String question, String reply) { assertThat(flags(question, reply)).isEmpty(); }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            When is Biscuit's appointment?     | Biscuit's appointment is on 9 December at 14:20.                  | claims
            When is Biscuit's appointment?     | Biscuit's appointment is on 3 December at 15:40.                  | claims
            When are you open?                 | `| Open | Hours |\\n| Monday to Friday | 8:00-18:30 |\\n| Saturday | 9:00-15:00 |` | claims
            What does PetSure cover?           | PetSure covers 70 % of the bill.                                  | claims
            When do puppies get it?            | Puppies get their first rabies vaccination at about six months.   | claims
            Can you move it?                   | I've moved the appointment to Thursday for you.                   | effect
            Cancel it please                   | Your appointment AP-3391 is cancelled.                            | effect
            Please book it                     | I've booked it for you.                                           | effect
            Please look up AP-3391             | I must decline to look that up.                                   | refusal
            Is the appointment on Tuesday?     | It would be irresponsible of me to say.                           | refusal
            Must it fast?                      | Before surgery an animal must not fast for 8 hours.               | contradiction
            """)
    void aBrokenOneIsFoundOut(String question, String reply, String detector) {
        assertThat(flags(question, reply)).contains(detector);
    }
}
