package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The official client for Java and the Responses API, as people use it: unchanged, with its own retries.
class OfficialJavaResponsesTest extends OfficialClientCase {
    private OpenAIClient client;

    OfficialJavaResponsesTest() { super(OpenAIException.class); }

    @BeforeEach
    void connect() {
        client = OpenAIOkHttpClient.builder().baseUrl(gate.base()).apiKey("sk-test").timeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterEach
    void leave() { client.close(); }

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

    @Override
    protected String whole(String fault, String session) {
        return text(client.responses().create(params(fault, session)).validate());
    }

    private List<ResponseStreamEvent> events(ResponseCreateParams params) {
        var all = new ArrayList<ResponseStreamEvent>();
        try (var stream = client.responses().createStreaming(params)) {
            stream.stream().forEach(all::add);
        }
        return all;
    }

    @Override
    protected void stream(String fault, String session) { events(params(fault, session)); }

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
    void itSeesWhatEachFailureOfAStreamIs() {
        assertThat(events(params("cut_stream", "cut"))).noneMatch(ResponseStreamEvent::isCompleted)
                .anyMatch(ResponseStreamEvent::isOutputTextDelta);
        assertThat(events(params("error_in_stream(style=failed)", "failed")).getLast().asFailed().response().status())
                .contains(ResponseStatus.FAILED);
        assertThat(events(params("error_in_stream(style=event)", "flat")).getLast().asError().message()).isNotEmpty();
        var incomplete = events(params("finish_length", "length")).getLast().asIncomplete().response();
        assertThat(incomplete.incompleteDetails().orElseThrow().reason()).isPresent();
        noticesInAStream(List.of("cut_in_chunk", "reset", "broken_json_chunk", "stall(seconds=1)"));
    }

}
