package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.wire.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What of a reply's text reaches the client. Stateless.
final class Observed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Observed() {}

    /// The words of a whole reply, or the tools it asks for.
    static String whole(ChatReply reply) {
        return reply.text().isEmpty() && reply.asksForTools() ? reply.toolCalls().toString() : reply.text();
    }

    /// The text that is left of it: of a stream what its sound chunks say, of a body that cannot be read its bytes.
    static String of(List<Step> steps, boolean streamed, String text, Ending ending) {
        if (ending == Ending.REPLY) {
            return text;
        }
        var bytes = new ByteArrayOutputStream();
        for (var step : steps) {
            if (step instanceof Step.Data(var piece)) {
                bytes.writeBytes(piece);
            }
        }
        var all = bytes.toString(StandardCharsets.UTF_8);
        return streamed && ending != Ending.ERROR ? said(all) : all;
    }

    /// What the sound chunks of a stream say.
    static String said(List<byte[]> events) {
        var all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        return said(all.toString(StandardCharsets.UTF_8));
    }

    private static String said(String events) {
        var text = new StringBuilder();
        for (var line : events.split("\n")) {
            if (line.startsWith("data:")) {
                text.append(content(line.substring(5)));
            }
        }
        return text.toString();
    }

    private static String content(String json) {
        try {
            return JSON.readTree(json).path("choices").path(0).path("delta").path("content").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
