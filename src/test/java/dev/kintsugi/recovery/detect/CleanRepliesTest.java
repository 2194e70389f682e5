package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sound replies in the voice of large language models: many subjects and languages, Markdown, code, figures, hedging.
/// A detector that cries at them is of no use with a real model.
class CleanRepliesTest {
    private record Talk(String name, String ask, @Nullable List<Map<String, String>> knowledge,
            @Nullable List<String> tools, List<String> replies) {
        Observation observe(String reply, List<Message> before) {
            var conversation = new ArrayList<>(before);
            conversation.add(Message.user(ask));
            var passages = knowledge == null
                    ? List.<Passage>of()
                    : knowledge.stream().map(k -> new Passage(k.get("title"), k.get("title"), k.get("text"))).toList();
            var uses = tools == null ? List.<ToolUse>of() : tools.stream().map(Talk::use).toList();
            return new Observation(reply, FinishReason.STOP, conversation, Knowledge.of(passages, "Ada"), List.of(),
                    uses, LocalDate.of(2024, 11, 22));
        }

        private static ToolUse use(String json) {
            return new ToolUse(new ToolCall("1", "look_up", "{}"), Effect.READ, new ToolResult(json, true, 0, true));
        }
    }

    private static List<Talk> talks() throws IOException {
        try (var in = CleanRepliesTest.class.getResourceAsStream("/recovery/clean.yaml")) {
            return new YAMLMapper().readValue(in, new TypeReference<List<Talk>>() {
            });
        }
    }

    @Test
    void atMostTwoInAHundredAreFlagged() throws IOException {
        var alarms = new ArrayList<String>();
        int all = 0;
        for (var talk : talks()) {
            for (var reply : talk.replies()) {
                all++;
                Detectors.check(talk.observe(reply, List.of()), 1).stream().findFirst()
                        .ifPresent(
                                d -> alarms.add(talk.name() + ": " + d.detector() + ": " + d.reason().value() + " <- "
                                        + reply));
            }
        }
        assertThat(all).isGreaterThanOrEqualTo(100);
        assertThat(alarms).hasSizeLessThanOrEqualTo(all * 2 / 100);
    }

    @Test
    void norAreTheyInOneLongConversation() throws IOException {
        var alarms = new ArrayList<String>();
        int all = 0;
        for (var talk : talks()) {
            var before = new ArrayList<Message>();
            for (var reply : talk.replies()) {
                all++;
                Detectors.check(talk.observe(reply, before), 1).stream().findFirst()
                        .ifPresent(
                                d -> alarms.add(talk.name() + ": " + d.detector() + ": " + d.reason().value() + " <- "
                                        + reply));
                before.add(Message.user(before.isEmpty() ? talk.ask() : "Could you put that in another way?"));
                before.add(Message.assistant(reply));
            }
        }
        assertThat(alarms).hasSizeLessThanOrEqualTo(all * 2 / 100);
    }
}
