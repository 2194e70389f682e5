package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.domain.model.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sends and receives messages, by Twilio's interface. Stateless.
final class MessageErrands {
    private static final String MESSAGES = "/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json";
    static final List<Errand> ALL = List.of(
            Errand.of("messages", "send_message", Effect.EFFECT, "Sends a text message to somebody.",
                    List.of(Parameter.required("to", "a known name, or a number as +15550111"),
                            Parameter.required("text", "what to say")),
                    (by, _) -> Question.form(MESSAGES,
                            Map.of("To", by.required("to"), "Body", by.required("text"))),
                    (by, _, answer) -> {
                        var json = JsonNodeFactory.instance.objectNode();
                        json.putObject("message").put("to", by.text("to")).put("text", by.text("text"))
                                .put("reference", answer.path("sid").asText());
                        return json;
                    }),
            Errand.of("messages", "receive_messages", Effect.READ,
                    "Reads the messages that the user got, the latest first.",
                    List.of(Parameter.optional("from", "only those of this sender")),
                    (by, _) -> Question.get(MESSAGES, by.text("from").isEmpty()
                            ? Map.of("PageSize", "20")
                            : Map.of("PageSize", "20", "From", by.text("from"))),
                    (_, _, answer) -> received(answer)));

    private MessageErrands() {}

    private static ObjectNode received(JsonNode answer) {
        var json = JsonNodeFactory.instance.objectNode();
        var words = new ArrayList<String>();
        for (var message : answer.path("messages")) {
            if (message.path("direction").asText().equals("inbound")) {
                words.add(message.path("from").asText() + ": " + message.path("body").asText());
            }
        }
        json.putObject("messages").put("count", String.valueOf(words.size())).put("list", String.join(" / ", words));
        return json;
    }
}
