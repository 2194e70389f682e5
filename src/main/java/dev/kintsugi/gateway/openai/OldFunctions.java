package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;

/// The way in which functions were called before there were tools, `functions` and `function_call`: OpenAI calls it
/// deprecated and answers it still, and so do programs that were written then. A request that has tools as well is not
/// of the old way. Stateless.
final class OldFunctions {
    private static final String CALL = "function_call";

    private OldFunctions() {}

    /// Whether it wants to be answered with a `function_call`.
    static boolean in(ChatAsk ask) { return in(ask.asked()); }

    private static boolean in(JsonNode asked) { return asked.hasNonNull("functions") && !asked.hasNonNull("tools"); }

    /// The same request in words of tools; itself when there is nothing old in it.
    static JsonNode modern(JsonNode asked) {
        if (!in(asked) || !(asked.deepCopy() instanceof ObjectNode modern)) {
            return asked;
        }
        var tools = modern.putArray("tools");
        modern.remove("functions").forEach(f -> tools.addObject().put("type", "function").set("function", f));
        if (modern.remove(CALL) instanceof JsonNode choice) {
            modern.set("tool_choice", choice(choice));
        }
        var last = "";
        for (var i = 0; i < modern.path("messages").size(); i++) {
            last = message((ObjectNode) modern.path("messages").get(i), last, "call_" + i);
        }
        return modern;
    }

    private static JsonNode choice(JsonNode choice) {
        if (!choice.isObject()) {
            return choice;
        }
        var named = ResponseShape.object().put("type", "function");
        named.set("function", choice);
        return named;
    }

    /// Returns the id of the latest call.
    private static String message(ObjectNode message, String last, String fresh) {
        if (message.path("role").asText().equals("function")) {
            message.put("role", "tool").put("tool_call_id", last).remove("name");
        }
        if (!message.hasNonNull(CALL)) {
            return last;
        }
        var call = message.putArray("tool_calls").addObject().put("id", fresh).put("type", "function");
        call.set("function", message.remove(CALL));
        return fresh;
    }
}
