package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolResultBlockParam;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.lab.relay.RelaySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Anthropic's official client for Java, as people use it: unchanged, with its own retries.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class OfficialJavaMessagesTest {
    private Gate gate;
    private AnthropicClient client;

    @BeforeEach
    void open() {
        gate = new Gate(RelaySettings.DEFAULTS);
        client = AnthropicOkHttpClient.builder().baseUrl(gate.base().replace("/v1", "")).apiKey("sk-ant-test")
                .timeout(Duration.ofSeconds(20)).build();
    }

    @AfterEach
    void close() {
        client.close();
        gate.close();
    }

    private static MessageCreateParams params(String fault, String session) {
        var params = MessageCreateParams.builder().model("claude-x").maxTokens(1024).addUserMessage(Gate.QUESTION)
                .putAdditionalHeader("X-Lab-Session", session);
        if (!fault.isEmpty()) {
            params.putAdditionalHeader("X-Lab-Fault", fault);
        }
        return params.build();
    }

    private static String text(Message message) {
        return message.content().stream().flatMap(b -> b.text().stream()).map(t -> t.text())
                .collect(Collectors.joining());
    }

    private String whole(String fault, String session) {
        return text(client.messages().create(params(fault, session)).validate());
    }

    private List<RawMessageStreamEvent> events(MessageCreateParams params) {
        var all = new ArrayList<RawMessageStreamEvent>();
        try (var stream = client.messages().createStreaming(params)) {
            stream.stream().forEach(all::add);
        }
        return all;
    }

    private static Message accumulated(List<RawMessageStreamEvent> events) {
        var all = MessageAccumulator.create();
        events.forEach(all::accumulate);
        return all.message();
    }

    @Test
    void itReadsWholeMessagesAndStreamsAndTheirEventsAreAsDescribed() {
        var events = events(params("", "plain"));
        events.forEach(RawMessageStreamEvent::validate);
        var streamed = accumulated(events);
        var whole = client.messages().create(params("", "plain")).validate();
        assertThat(text(streamed)).contains("INS-2024-9876").isEqualTo(text(whole));
        assertThat(streamed.stopReason()).contains(StopReason.END_TURN);
        assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens()).isPositive();
        assertThat(events.getFirst().isMessageStart()).isTrue();
        assertThat(events.getLast().isMessageStop()).isTrue();
    }

    private static Tool tool() {
        return Tool.builder().name("get_claim").inputSchema(Tool.InputSchema.builder()
                .properties(Tool.InputSchema.Properties.builder()
                        .putAdditionalProperty("id", JsonValue.from(Map.of("type", "string"))).build())
                .addRequired("id").build()).build();
    }

    @Test
    void itGoesRoundWithTools() {
        var asked = params("", "tools").toBuilder().addTool(tool()).toolChoice(ToolChoiceAny.builder().build()).build();
        for (var message : List.of(client.messages().create(asked).validate(), accumulated(events(asked)))) {
            assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
            var use = message.content().stream().flatMap(b -> b.toolUse().stream()).findFirst().orElseThrow();
            assertThat(use.name()).isEqualTo("get_claim");
            assertThat(use._input().toString()).contains("id");
            var told = client.messages().create(params("", "tools").toBuilder().addTool(tool()).addMessage(message)
                    .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam
                            .builder().toolUseId(use.id()).content("it is paid").build())))
                    .build());
            assertThat(text(told)).contains("it is paid");
        }
    }

    /// What a reply is to look like.
    static final class Told {
        public String answer = "";
    }

    @Test
    void itReadsRepliesOfAShape() {
        var told = client.messages().create(params("", "shape").toBuilder().outputConfig(Told.class).build());
        assertThat(told.content().getFirst().asText().text().answer).contains("INS-2024-9876");
    }

    @Test
    void itCountsTokensListsModelsAndIsToldWhatIsNotHere() {
        var counted = client.messages().countTokens(MessageCountTokensParams.builder().model("claude-x")
                .addUserMessage(Gate.QUESTION).build());
        assertThat(counted.inputTokens())
                .isEqualTo(client.messages().create(params("", "count")).usage().inputTokens());
        assertThat(client.models().list().autoPager().stream().toList()).hasSize(2);
        assertThatThrownBy(() -> client.messages().batches().list()).isInstanceOf(NotFoundException.class)
                .hasMessageContaining("POST /v1/messages");
    }

    @Test
    void itsOwnRetriesAreAttemptsOfOneTurn() {
        assertThat(whole("service_unavailable(cure=attempts 1)", "retried")).contains("INS-2024-9876");
        assertThat(gate.turns("retried")).hasSize(1);
        assertThat(gate.turns("retried").getFirst().attempts()).hasSize(2);
        assertThat(gate.turns("retried").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(gate.verdicts().getFirst().findings()).isEmpty();
    }

    @Test
    void itWaitsAsItIsToldAndNamesEachError() {
        assertThat(whole("rate_limiting(retry_after=1)", "limited")).contains("INS-2024-9876");
        assertThatThrownBy(() -> whole("auth_error(status=401)", "auth")).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> whole("token_limit", "long")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> whole("rate_limiting(limit_of=quota)", "quota"))
                .isInstanceOf(RateLimitException.class);
        assertThat(gate.turns("quota").getFirst().attempts()).as("it is told not to retry").hasSize(1);
    }

    @Test
    void itSeesWhatEachFailureOfAStreamIs() {
        assertThat(events(params("cut_stream", "cut"))).noneMatch(RawMessageStreamEvent::isMessageStop)
                .anyMatch(RawMessageStreamEvent::isContentBlockDelta);
        assertThat(accumulated(events(params("finish_length", "length"))).stopReason())
                .contains(StopReason.MAX_TOKENS);
        for (var fault : List.of("error_in_stream", "cut_in_chunk", "reset", "broken_json_chunk", "stall(seconds=1)")) {
            assertThatThrownBy(() -> events(params(fault, "x-" + fault.substring(0, 5)))).as(fault)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void itBearsEveryModeOrSaysWhatIsWrong() {
        for (var mode : FailureMode.values()) {
            var name = mode == FailureMode.RATE_LIMITING ? "rate_limiting(retry_after=1)" : mode.wire();
            var wrong = catchThrowable(() -> whole(name, "m-" + mode.wire()));
            assertThat(wrong == null || wrong instanceof AnthropicException).as(mode.wire() + ": " + wrong).isTrue();
            assertThat(gate.turns("m-" + mode.wire())).as(mode.wire()).hasSize(1)
                    .allMatch(t -> !t.injections().isEmpty());
        }
    }

    @Test
    void itBearsEveryFaultOfTheWireOrSaysWhatIsWrong() {
        for (var fault : Disturbances.all()) {
            var quick = fault.parameters().stream().map(p -> p.name())
                    .filter(p -> p.equals("seconds") || p.equals("delay")).findFirst();
            var asked = params(fault.name() + quick.map(p -> "(" + p + "=1)").orElse(""), fault.name());
            var wrong = catchThrowable(() -> assertThat(
                    fault.fits(true) ? events(asked) : client.messages().create(asked)).isNotNull());
            assertThat(wrong == null || wrong instanceof RuntimeException).as(fault.name() + ": " + wrong).isTrue();
            assertThat(gate.turns(fault.name())).as(fault.name()).isNotEmpty();
        }
    }
}
