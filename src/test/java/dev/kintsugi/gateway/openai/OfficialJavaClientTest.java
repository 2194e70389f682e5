package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The official client for Java, as people use it: unchanged, with its own retries.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class OfficialJavaClientTest {
    private Gate gate;
    private OpenAIClient client;

    @BeforeEach
    void open() {
        gate = new Gate(RelaySettings.DEFAULTS);
        client = OpenAIOkHttpClient.builder().baseUrl(gate.base()).apiKey("sk-test").timeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        gate.close();
    }

    private static ChatCompletionCreateParams params(String fault, String session) {
        var params = ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(Gate.QUESTION)
                .putAdditionalHeader("X-Lab-Session", session);
        if (!fault.isEmpty()) {
            params.putAdditionalHeader("X-Lab-Fault", fault);
        }
        return params.build();
    }

    private String whole(String fault, String session) {
        return client.chat().completions().create(params(fault, session)).choices().getFirst().message().content()
                .orElse("");
    }

    private String streamed(String fault, String session) {
        var all = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(params(fault, session))) {
            stream.stream().forEach(all::accumulate);
        }
        return all.chatCompletion().choices().getFirst().message().content().orElse("");
    }

    @Test
    void itReadsWholeRepliesStreamsAndModels() {
        assertThat(whole("", "plain")).contains("INS-2024-9876").isEqualTo(streamed("", "plain"));
        assertThat(client.models().list().data()).hasSize(2);
    }

    /// What a reply is to look like.
    static final class Told {
        public String answer = "";
    }

    @Test
    void itReadsToolCallsWholeAndStreamedAndRepliesOfAShape() throws Exception {
        var parameters = FunctionParameters.builder().putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("id", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("id"))).build();
        var asked = params("", "tools").toBuilder()
                .addFunctionTool(FunctionDefinition.builder().name("get_claim").parameters(parameters).build())
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED).build();
        var all = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(asked)) {
            stream.stream().forEach(all::accumulate);
        }
        for (var reply : List.of(client.chat().completions().create(asked), all.chatCompletion())) {
            var call = reply.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction()
                    .function();
            assertThat(call.name()).isEqualTo("get_claim");
            assertThat(new ObjectMapper().readTree(call.arguments()).has("id")).isTrue();
        }
        var told = client.chat().completions()
                .create(params("", "shape").toBuilder().responseFormat(Told.class).build());
        assertThat(told.choices().getFirst().message().content().orElseThrow().answer).contains("INS-2024-9876");
    }

    @Test
    void itsOwnRetriesAreAttemptsOfOneTurn() {
        assertThat(whole("service_unavailable(cure=attempts 1)", "retried")).contains("INS-2024-9876");
        var turns = gate.turns("retried");
        assertThat(turns).hasSize(1);
        assertThat(turns.getFirst().attempts()).hasSize(2);
        assertThat(turns.getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void itBearsEveryModeOrSaysWhatIsWrong() {
        for (var mode : FailureMode.values()) {
            var name = mode == FailureMode.RATE_LIMITING ? "rate_limiting(retry_after=1)" : mode.wire();
            var wrong = catchThrowable(() -> whole(name, "m-" + mode.wire()));
            assertThat(wrong == null || wrong instanceof OpenAIException).as(mode.wire() + ": " + wrong).isTrue();
            assertThat(gate.turns("m-" + mode.wire())).as(mode.wire()).hasSize(1)
                    .allMatch(t -> !t.injections().isEmpty());
        }
    }

    @Test
    void itBearsEveryFaultOfTheWireOrSaysWhatIsWrong() {
        for (var fault : Disturbances.all()) {
            var quick = fault.parameters().stream().map(p -> p.name())
                    .filter(p -> p.equals("seconds") || p.equals("delay")).findFirst();
            var name = fault.name() + quick.map(p -> "(" + p + "=1)").orElse("");
            var wrong = catchThrowable(
                    () -> assertThat(fault.fits(true) ? streamed(name, fault.name()) : whole(name, fault.name()))
                            .isNotNull());
            assertThat(wrong == null || wrong instanceof RuntimeException).as(fault.name() + ": " + wrong).isTrue();
            assertThat(gate.turns(fault.name())).as(fault.name()).isNotEmpty();
        }
    }

    @Test
    void itsJitteredBackoffIsNotAccused() {
        catchThrowable(() -> whole("service_unavailable(cure=persistent)", "jitter"));
        var verdict = gate.verdicts().getFirst();
        assertThat(verdict.judged()).isTrue();
        assertThat(verdict.findings()).isEmpty();
        assertThat(gate.turns("jitter").getFirst().attempts()).hasSize(3);
    }
}
