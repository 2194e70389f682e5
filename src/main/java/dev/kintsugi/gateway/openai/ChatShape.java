package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.event.JsonText;
import dev.kintsugi.domain.model.Usage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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
    /// What a whole answer takes beside its text, about.
    private static final int LEAST = 700;
    /// Programs read these without looking whether they are there.
    private static final String DETAILS = ",\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
            + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}";

    @Override
    public byte[] whole(ChatReply reply, boolean altered) {
        if (reply.body().length > 0) {
            return altered ? altered(reply) : reply.body();
        }
        var out = new StringBuilder(LEAST + reply.text().length()).append("{\"id\":\"").append(id)
                .append("\",\"object\":\"chat.completion\",\"created\":").append(created).append(",\"model\":")
                .append(quoted(reply.model())).append(",\"choices\":[");
        var old = OldFunctions.in(ask);
        var texts = texts(reply);
        for (var i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",").append("{\"index\":").append(i)
                    .append(",\"message\":{\"role\":\"assistant\",\"content\":");
            if (texts.get(i).isEmpty() && reply.asksForTools()) {
                out.append("null");
            } else {
                JsonText.quoteWhole(texts.get(i), out);
            }
            if (reply.asksForTools()) {
                if (old) {
                    out.append(",\"function_call\":").append(reply.toolCalls().path(0).path("function"));
                } else {
                    out.append(",\"tool_calls\":").append(calls(reply, i));
                }
            }
            out.append(",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"")
                    .append(finish(reply)).append("\"}");
        }
        return out.append("],\"usage\":").append(usage(reply.usage()))
                .append(",\"service_tier\":\"default\",\"system_fingerprint\":null}").toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private String finish(ChatReply reply) {
        return reply.finish().equals("tool_calls") && OldFunctions.in(ask) ? "function_call" : reply.finish();
    }

    /// What its nth choice asks for: the same as the first, by ids of its own.
    private static JsonNode calls(ChatReply reply, int nth) {
        if (nth == 0) {
            return reply.toolCalls();
        }
        var all = reply.toolCalls().deepCopy();
        all.forEach(call -> {
            if (call instanceof ObjectNode own) {
                own.put("id", own.path("id").asText() + "_" + nth);
            }
        });
        return all;
    }

    /// One for each choice. Whoever asks for tools says the same in each, unless a provider made them.
    private List<String> texts(ChatReply reply) {
        if (reply.asksForTools() && reply.events().isEmpty()) {
            return Collections.nCopies(ask.choices(), reply.text());
        }
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
        var texts = reply.events().isEmpty() ? texts(reply) : List.of(reply.text());
        for (var i = 0; i < texts.size(); i++) {
            var choice = new Choice(head + ",\"choices\":[{\"index\":" + i + ",\"delta\":", empty);
            choice(events, choice, texts.get(i), reply.asksForTools() ? calls(reply, i) : MissingNode.getInstance());
            events.add(choice.end(finish(reply)));
        }
        events.addAll(new FurtherChoices(id, created).in(reply.events()));
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

    private void choice(List<byte[]> events, Choice choice, String text, JsonNode calls) {
        if (!calls.isEmpty() && OldFunctions.in(ask)) {
            old(events, choice, text, calls.path(0).path("function"));
            return;
        }
        var content = calls.isEmpty() || !text.isEmpty() ? "\"\"" : "null";
        events.add(choice.event("{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}"));
        words(events, choice, text);
        for (var i = 0; i < calls.size(); i++) {
            call(events, choice, i, calls.get(i));
        }
    }

    private static void words(List<byte[]> events, Choice choice, String text) {
        var encoder = JsonStringEncoder.getInstance();
        for (var word : Words.of(text)) {
            events.add(choice.event(CONTENT, encoder.quoteAsUTF8(word), CONTENT_END));
        }
    }

    private static void old(List<byte[]> events, Choice choice, String text, JsonNode function) {
        var named = "\"function_call\":{\"name\":" + quoted(function.path("name").asText()) + ",\"arguments\":\"\"}";
        if (text.isEmpty()) {
            events.add(choice.event("{\"role\":\"assistant\",\"content\":null," + named + ",\"refusal\":null}"));
        } else {
            events.add(choice.event("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"));
            words(events, choice, text);
            events.add(choice.event("{" + named + "}"));
        }
        arguments(events, choice, "{\"function_call\":{\"arguments\":", function, "}}");
    }

    private static void call(List<byte[]> events, Choice choice, int index, JsonNode call) {
        var function = call.path("function");
        events.add(choice.event("{\"tool_calls\":[{\"index\":" + index + ",\"id\":" + quoted(call.path("id").asText())
                + ",\"type\":\"function\",\"function\":{\"name\":" + quoted(function.path("name").asText())
                + ",\"arguments\":\"\"}}]}"));
        arguments(events, choice, "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":", function,
                "}}]}");
    }

    private static void arguments(List<byte[]> events, Choice choice, String head, JsonNode function, String tail) {
        for (var part : Words.pieces(function.path("arguments").asText(), FRAGMENT)) {
            events.add(choice.event(head + quoted(part) + tail));
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
                + ",\"total_tokens\":" + usage.total() + DETAILS;
    }

    static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2);
        JsonText.quoteWhole(text, out);
        return out.toString();
    }
}
