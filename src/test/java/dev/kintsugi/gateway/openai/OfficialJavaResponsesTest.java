package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceOptions;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
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

/// The official client for Java and the Responses API, as people use it: unchanged, with its own retries.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class OfficialJavaResponsesTest {
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

    private static ResponseCreateParams params(String fault, String session) {
        var params = ResponseCreateParams.builder().model("gpt-4o").input(Gate.QUESTION)
                .putAdditionalHeader("X-Lab-Session", session);
        if (!fault.isEmpty()) {
            params.putAdditionalHeader("X-Lab-Fault", fault);
        }
        return params.build();
    }

    private static String text(Response response) {
        return response.output().stream().flatMap(o -> o.message().stream()).flatMap(m -> m.content().stream())
                .map(c -> c.asOutputText().text()).collect(Collectors.joining());
    }

    private String whole(String fault, String session) {
        return text(client.responses().create(params(fault, session)).validate());
    }

    private List<ResponseStreamEvent> events(ResponseCreateParams params) {
        var all = new ArrayList<ResponseStreamEvent>();
        try (var stream = client.responses().createStreaming(params)) {
            stream.stream().forEach(all::add);
        }
        return all;
    }

    private static Response accumulated(List<ResponseStreamEvent> events) {
        var all = ResponseAccumulator.create();
        events.forEach(all::accumulate);
        return all.response();
    }

    @Test
    void itReadsWholeResponsesAndStreamsAndTheirEventsAreAsDescribed() {
        var events = events(params("", "plain"));
        events.forEach(ResponseStreamEvent::validate);
        var deltas = events.stream().flatMap(e -> e.outputTextDelta().stream()).map(d -> d.delta())
                .collect(Collectors.joining());
        assertThat(deltas).contains("INS-2024-9876").isEqualTo(text(accumulated(events)))
                .isEqualTo(whole("", "plain"));
        assertThat(events.getFirst().isCreated()).isTrue();
        assertThat(events.getLast().asCompleted().response().usage().orElseThrow().totalTokens()).isPositive();
    }

    private static FunctionTool tool() {
        return FunctionTool.builder().name("get_claim").strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("id", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("id"))).build())
                .build();
    }

    @Test
    void itGoesRoundWithTools() throws Exception {
        var asked = params("", "tools").toBuilder().addTool(tool()).toolChoice(ToolChoiceOptions.REQUIRED).build();
        for (var response : List.of(client.responses().create(asked), accumulated(events(asked)))) {
            var call = response.output().getFirst().asFunctionCall();
            assertThat(call.name()).isEqualTo("get_claim");
            assertThat(new ObjectMapper().readTree(call.arguments()).has("id")).isTrue();
            var told = client.responses().create(ResponseCreateParams.builder().model("gpt-4o")
                    .previousResponseId(response.id()).addTool(tool())
                    .inputOfResponse(List.of(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput
                            .builder().callId(call.callId()).output("it is paid").build())))
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
        var told = client.responses().create(params("", "shape").toBuilder().text(Told.class).build());
        assertThat(told.output().getFirst().asMessage().content().getFirst().asOutputText().answer)
                .contains("INS-2024-9876");
    }

    @Test
    void itLooksAtWhatIsKeptAndForgetsIt() {
        var first = client.responses().create(params("", "kept"));
        assertThat(text(client.responses().retrieve(first.id()))).isEqualTo(text(first));
        assertThat(client.responses().inputItems().list(first.id()).data()).hasSize(1);
        client.responses().delete(first.id());
        assertThatThrownBy(() -> client.responses().retrieve(first.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.responses()
                .create(params("", "kept").toBuilder().previousResponseId(first.id()).build()))
                .isInstanceOf(BadRequestException.class).hasMessageContaining("not found");
    }

    @Test
    void itsOwnRetriesAreAttemptsOfOneTurn() {
        assertThat(whole("service_unavailable(cure=attempts 1)", "retried")).contains("INS-2024-9876");
        assertThat(gate.turns("retried")).hasSize(1);
        assertThat(gate.turns("retried").getFirst().attempts()).hasSize(2);
        assertThat(gate.turns("retried").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void itSeesWhatEachFailureOfAStreamIs() {
        assertThat(events(params("cut_stream", "cut"))).noneMatch(ResponseStreamEvent::isCompleted)
                .anyMatch(ResponseStreamEvent::isOutputTextDelta);
        assertThat(events(params("error_in_stream(style=failed)", "failed")).getLast().asFailed().response().status())
                .contains(ResponseStatus.FAILED);
        assertThat(events(params("error_in_stream(style=event)", "flat")).getLast().asError().message()).isNotEmpty();
        var incomplete = events(params("finish_length", "length")).getLast().asIncomplete().response();
        assertThat(incomplete.incompleteDetails().orElseThrow().reason()).isPresent();
        for (var fault : List.of("cut_in_chunk", "reset", "broken_json_chunk", "stall(seconds=1)")) {
            assertThatThrownBy(() -> events(params(fault, "x-" + fault.substring(0, 5)))).as(fault)
                    .isInstanceOf(RuntimeException.class);
        }
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
            var asked = params(fault.name() + quick.map(p -> "(" + p + "=1)").orElse(""), fault.name());
            var wrong = catchThrowable(() -> assertThat(
                    fault.fits(true) ? events(asked) : client.responses().create(asked)).isNotNull());
            assertThat(wrong == null || wrong instanceof RuntimeException).as(fault.name() + ": " + wrong).isTrue();
            assertThat(gate.turns(fault.name())).as(fault.name()).isNotEmpty();
        }
    }
}
