package dev.kintsugi.recovery.detect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The labelled replies of `recovery/corpus.yaml`.
record Corpus(List<Context> contexts) {
    record Context(String name, @JsonProperty("held_out") boolean heldOut, List<Map<String, String>> knowledge,
            List<String> conversation, List<String> tools, List<String> sound,
            @JsonProperty("false") List<String> falsified) {
        Observation observe(String reply) {
            var passages = knowledge.stream().map(k -> new Passage(k.get("title"), k.get("title"), k.get("text")))
                    .toList();
            return new Observation(reply, FinishReason.STOP, conversation.stream().map(Context::message).toList(),
                    Knowledge.of(passages, "Harbour Helper"), List.of(), tools.stream().map(Context::use).toList(),
                    LocalDate.of(2024, 11, 22));
        }

        private static Message message(String line) {
            return line.startsWith("user: ") ? Message.user(line.substring(6)) : Message.assistant(line.substring(7));
        }

        private static ToolUse use(String json) {
            return new ToolUse(new ToolCall("1", "look_up", "{}"), Effect.READ, new ToolResult(json, true, 0, true));
        }
    }

    static Corpus load() {
        try (var in = Corpus.class.getResourceAsStream("/recovery/corpus.yaml")) {
            return new Corpus(new YAMLMapper().readValue(in, new TypeReference<List<Context>>() {
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
