package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts a streamed answer together while its events pass by. For one thread.
abstract sealed class Streamed permits StreamedChat, StreamedResponse, StreamedMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable WireError wrong;

    /// In the shape in which it was asked for.
    static Streamed of(ChatAsk ask) {
        return switch (ask.api()) {
            case CHAT_COMPLETIONS -> new StreamedChat(ask.model());
            case RESPONSES -> new StreamedResponse(ask.model());
            case MESSAGES -> new StreamedMessage(ask.model());
        };
    }

    final void add(byte[] event) {
        for (var line : new String(event, StandardCharsets.UTF_8).split("\r?\n")) {
            if (line.startsWith("data:")) {
                data(line.substring(5).strip());
            }
        }
    }

    private void data(String data) {
        if (data.equals("[DONE]")) {
            done();
            return;
        }
        try {
            chunk(JSON.readTree(data));
        } catch (JsonProcessingException e) {
            wrong(WireError.of(WireFault.MALFORMED, "A chunk of the provider's stream is no JSON"));
        }
    }

    /// It says that it is over.
    abstract void done();

    abstract void chunk(JsonNode chunk);

    /// An error that the stream tells of.
    final void failed(JsonNode error) { wrong(error(error)); }

    /// An error that a provider tells of after it has said that all is well.
    static WireError error(JsonNode error) {
        return new WireError(WireFault.STREAM_ERROR, 0, error.path("type").asText(""), error.path("code").asText(""),
                error.path("message").asText(""), null, 0);
    }

    private void wrong(WireError error) { wrong = wrong == null ? error : wrong; }

    /// What is wrong with the stream at its end.
    final Optional<WireError> lack() {
        if (wrong != null) {
            return Optional.of(wrong);
        }
        return isOver()
                ? Optional.empty()
                : Optional.of(WireError.of(WireFault.TRUNCATED, "The provider's stream ended before its end"));
    }

    abstract boolean isOver();

    abstract String text();

    /// Texts of the further choices.
    List<String> others() { return List.of(); }

    /// In the shape of chat completions; missing for none.
    abstract JsonNode toolCalls();

    abstract String finish();

    abstract String model();

    abstract Usage usage();
}
