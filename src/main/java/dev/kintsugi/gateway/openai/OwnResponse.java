package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.model.Usage;
import java.util.List;

/// A response that no provider made, with what OpenAI says back of the request. Immutable.
///
/// @param id      what its ids are made of
/// @param created seconds since 1970
record OwnResponse(JsonNode asked, String id, long created) {
    ObjectNode of(ChatReply reply) {
        var all = ResponseShape.object().put("id", "resp_" + id).put("object", "response").put("created_at", created)
                .put("status", "completed").put("background", asked.path("background").asBoolean(false))
                .put("completed_at", created).putNull("error").putNull("incomplete_details");
        echo(all, List.of("instructions", "max_output_tokens", "max_tool_calls"));
        all.put("model", reply.model());
        output(all, reply);
        all.put("parallel_tool_calls", asked.path("parallel_tool_calls").asBoolean(true));
        echo(all, List.of("previous_response_id", "prompt_cache_key"));
        var reasoning = all.putObject("reasoning");
        reasoning.set("effort", asked.at("/reasoning/effort"));
        reasoning.set("summary", asked.at("/reasoning/summary"));
        missingIsNull(reasoning);
        echo(all, List.of("safety_identifier"));
        all.put("service_tier", "default").put("store", asked.path("store").asBoolean(true))
                .put("temperature", asked.path("temperature").asDouble(1));
        text(all);
        all.set("tool_choice", asked.hasNonNull("tool_choice") ? asked.path("tool_choice") : auto());
        all.set("tools", tools());
        all.put("top_logprobs", asked.path("top_logprobs").asInt(0)).put("top_p", asked.path("top_p").asDouble(1))
                .put("truncation", asked.path("truncation").asText("disabled"));
        all.set("usage", usage(reply.usage()));
        echo(all, List.of("user"));
        all.set("metadata", asked.path("metadata").isObject() ? asked.path("metadata") : ResponseShape.object());
        if (reply.finish().equals("length")) {
            incomplete(all);
        }
        return all;
    }

    /// Says that it met a limit.
    static void incomplete(ObjectNode response) {
        response.put("status", "incomplete").putNull("completed_at").putObject("incomplete_details").put("reason",
                "max_output_tokens");
    }

    private void echo(ObjectNode all, List<String> names) {
        names.forEach(name -> all.set(name, asked.path(name)));
        missingIsNull(all);
    }

    private static void missingIsNull(ObjectNode all) {
        all.properties().forEach(field -> {
            if (field.getValue().isMissingNode()) {
                field.setValue(all.nullNode());
            }
        });
    }

    private JsonNode auto() { return ResponseShape.object().textNode("auto"); }

    private void output(ObjectNode all, ChatReply reply) {
        var output = all.putArray("output");
        if (!reply.text().isEmpty() || !reply.asksForTools()) {
            var message = output.addObject().put("id", "msg_" + id).put("type", "message").put("status",
                    reply.finish().equals("length") ? "incomplete" : "completed");
            var part = message.putArray("content").addObject().put("type", "output_text");
            part.putArray("annotations");
            part.putArray("logprobs");
            part.put("text", reply.text());
            message.put("role", "assistant");
        }
        for (var i = 0; reply.asksForTools() && i < reply.toolCalls().size(); i++) {
            var call = reply.toolCalls().get(i);
            output.addObject().put("id", "fc_" + id + i).put("type", "function_call").put("status", "completed")
                    .put("arguments", call.at("/function/arguments").asText())
                    .put("call_id", call.path("id").asText()).put("name", call.at("/function/name").asText());
        }
    }

    private void text(ObjectNode all) {
        var text = all.putObject("text");
        var format = asked.at("/text/format");
        text.set("format", format.isObject() ? format : ResponseShape.object().put("type", "text"));
        text.put("verbosity", asked.at("/text/verbosity").asText("medium"));
    }

    /// A function is strict unless it says otherwise.
    private JsonNode tools() {
        var tools = ResponseShape.object().arrayNode();
        for (var tool : asked.path("tools")) {
            var copy = tool.deepCopy();
            if (copy instanceof ObjectNode function && tool.path("type").asText().equals("function")) {
                function.put("strict", tool.path("strict").asBoolean(true));
            }
            tools.add(copy);
        }
        return tools;
    }

    private static ObjectNode usage(Usage usage) {
        var all = ResponseShape.object().put("input_tokens", usage.promptTokens());
        all.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
        all.put("output_tokens", usage.completionTokens()).putObject("output_tokens_details").put("reasoning_tokens",
                0);
        return all.put("total_tokens", usage.total());
    }
}
