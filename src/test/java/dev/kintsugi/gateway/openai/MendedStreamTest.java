package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Recovery that asks a provider in other words asks for a whole reply; who wanted a stream gets one all the same.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MendedStreamTest {
    private static final String OTHER = "gpt-4o-mini";
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /// Only the other model answers.
    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(request);
        var works = request.contains(OTHER);
        var reply = works
                ? "{\"model\":\"" + OTHER
                        + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                        + "\"It is in review.\"},\"finish_reason\":\"stop\"}]}"
                : "{\"error\":{\"message\":\"overloaded\"}}";
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(works ? 200 : 503, reply.length());
        try (var out = exchange.getResponseBody()) {
            out.write(reply.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFallbackAnswersInAStream(@TempDir Path folder) throws Exception {
        var policy = Files.writeString(folder.resolve("other.yaml"),
                "patterns:\n  - model_fallback: {models: [gpt-4o, " + OTHER + "]}\n");
        try (var provider = new OtherProvider();
                var gate = new Gate(RelaySettings.DEFAULTS.withPolicy(policy.toString()), provider.way())) {
            provider.at("/v1/chat/completions", this::answer);
            var mended = gate.post(body(",\"stream\":true"));
            assertThat(asked).hasSize(2).last().asString().doesNotContain("\"stream\"");
            assertThat(mended.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            assertThat(Gate.events(mended.body())).hasSizeGreaterThan(3).last().isEqualTo("[DONE]");
            assertThat(mended.body()).contains("\"model\":\"" + OTHER).doesNotContain("chat.completion\"");
        }
    }
}
