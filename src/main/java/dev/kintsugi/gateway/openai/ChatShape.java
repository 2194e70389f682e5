package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.model.Usage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Puts an answer into the shape of chat completions: one JSON object, or the events of a stream. A provider's own bytes
/// are left as they are unless their text was changed. Immutable.
///
/// @param ask     the request
/// @param id      of the completion
/// @param created seconds since 1970
record ChatShape(ChatAsk ask, String id, long created) implements ReplyShape {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int FRAGMENT = 12;

    @Override
    public byte[] whole(ChatReply reply, boolean altered) {
        if (reply.body().length > 0) {
            return altered ? altered(reply) : reply.body();
        }
        var out = new StringBuilder(512).append("{\"id\":\"").append(id)
                .append("\",\"object\":\"chat.completion\",\"created\":").append(created).append(",\"model\":")
                .append(quoted(reply.model())).append(",\"choices\":[");
        var texts = texts(reply);
        for (var i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",").append("{\"index\":").append(i)
                    .append(",\"message\":{\"role\":\"assistant\",\"content\":");
            if (i == 0 && reply.asksForTools()) {
                out.append(reply.text().isEmpty() ? "null" : quoted(reply.text())).append(",\"tool_calls\":")
                        .append(reply.toolCalls());
            } else {
                out.append(quoted(texts.get(i)));
            }
            out.append(",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"")
                    .append(reply.finish()).append("\"}");
        }
        return out.append("],\"usage\":").append(usage(reply.usage()))
                .append(",\"service_tier\":\"default\",\"system_fingerprint\":null}").toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(ChatReply reply) {
        return reply.others().isEmpty()
                ? List.of(reply.text())
                : Stream.concat(Stream.of(reply.text()), reply.others().stream()).toList();
    }

    private static byte[] altered(ChatReply reply) {
        try {
            var tree = JSON.readTree(reply.body());
            if (tree.path("choices").path(0) instanceof ObjectNode choice
                    && choice.path("message") instanceof ObjectNode message) {
                message.put("content", reply.text());
                choice.put("finish_reason", reply.finish());
            }
            if (tree.path("usage") instanceof ObjectNode usage && usage.has("completion_tokens")) {
                usage.put("completion_tokens", reply.usage().completionTokens()).put("total_tokens",
                        reply.usage().total());
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Events streamed(ChatReply reply, boolean altered) {
        if (!reply.events().isEmpty() && !altered) {
            return new Events(reply.events(), ends(reply.events()));
        }
        var head = "data: {\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":" + created
                + ",\"model\":" + quoted(reply.model()) + ",\"service_tier\":\"default\",\"system_fingerprint\":null";
        var empty = ask.includesUsage() ? ",\"usage\":null}\n\n" : "}\n\n";
        var events = new ArrayList<byte[]>();
        var texts = texts(reply);
        for (var i = 0; i < texts.size(); i++) {
            choice(events, new Choice(head + ",\"choices\":[{\"index\":" + i + ",\"delta\":", empty), texts.get(i),
                    i == 0 ? reply : ChatReply.own(texts.get(i), reply.model()), reply.finish());
        }
        if (ask.includesUsage()) {
            events.add((head + ",\"choices\":[],\"usage\":" + usage(reply.usage()) + "}\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        events.add(DONE);
        return new Events(events, ask.includesUsage() ? 3 : 2);
    }

    private record Choice(byte[] head, byte[] tail) {
        Choice(String head, String tail) {
            this(head.getBytes(StandardCharsets.UTF_8),
                    (",\"logprobs\":null,\"finish_reason\":null}]" + tail).getBytes(StandardCharsets.UTF_8));
        }

        byte[] event(byte[]... delta) {
            var length = head.length + tail.length;
            for (var part : delta) {
                length += part.length;
            }
            var out = ByteBuffer.allocate(length).put(head);
            for (var part : delta) {
                out.put(part);
            }
            return out.put(tail).array();
        }

        byte[] event(String delta) { return event(delta.getBytes(StandardCharsets.UTF_8)); }

        byte[] end(String finish) {
            var text = new String(event("{}"), StandardCharsets.UTF_8);
            return text.replace("\"finish_reason\":null", "\"finish_reason\":\"" + finish + "\"")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final byte[] CONTENT = "{\"content\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTENT_END = "\"}".getBytes(StandardCharsets.UTF_8);

    private static void choice(List<byte[]> events, Choice choice, String text, ChatReply reply, String finish) {
        if (reply.asksForTools()) {
            events.add(choice.event("{\"role\":\"assistant\",\"content\":null,\"refusal\":null}"));
            for (var i = 0; i < reply.toolCalls().size(); i++) {
                calls(events, choice, i, reply.toolCalls().get(i));
            }
        } else {
            events.add(choice.event("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"));
            var encoder = JsonStringEncoder.getInstance();
            for (var word : Words.of(text)) {
                events.add(choice.event(CONTENT, encoder.quoteAsUTF8(word), CONTENT_END));
            }
        }
        events.add(choice.end(finish));
    }

    private static void calls(List<byte[]> events, Choice choice, int index, JsonNode call) {
        var function = call.path("function");
        events.add(choice.event("{\"tool_calls\":[{\"index\":" + index + ",\"id\":" + quoted(call.path("id").asText())
                + ",\"type\":\"function\",\"function\":{\"name\":" + quoted(function.path("name").asText())
                + ",\"arguments\":\"\"}}]}"));
        var arguments = function.path("arguments").asText();
        for (var part : Words.pieces(arguments, FRAGMENT)) {
            events.add(choice.event("{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":"
                    + quoted(part) + "}}]}"));
        }
    }

    /// Events from the one with the finish reason on.
    private static int ends(List<byte[]> events) {
        for (var i = events.size() - 1; i >= 0; i--) {
            if (new String(events.get(i), StandardCharsets.UTF_8).matches("(?s).*\"finish_reason\"\\s*:\\s*\".*")) {
                return events.size() - i;
            }
        }
        return 1;
    }

    private static String usage(Usage usage) {
        return "{\"prompt_tokens\":" + usage.promptTokens() + ",\"completion_tokens\":" + usage.completionTokens()
                + ",\"total_tokens\":" + usage.total() + "}";
    }

    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
