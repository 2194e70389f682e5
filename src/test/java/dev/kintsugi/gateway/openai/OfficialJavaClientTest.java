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
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The official client for Java, as people use it: unchanged, with its own retries.
class OfficialJavaClientTest extends OfficialClientCase {
    private OpenAIClient client;

    OfficialJavaClientTest() { super(OpenAIException.class); }

    @BeforeEach
    void connect() {
        client = OpenAIOkHttpClient.builder().baseUrl(gate.base()).apiKey("sk-test").timeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterEach
    void leave() { client.close(); }

    private static ChatCompletionCreateParams params(String fault, String session) {
        var params = ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(Gate.QUESTION)
                .putAdditionalHeader("X-Lab-Session", session);
        if (!fault.isEmpty()) {
            params.putAdditionalHeader("X-Lab-Fault", fault);
        }
        return params.build();
    }

    @Override
    protected String whole(String fault, String session) {
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

    @Override
    protected void stream(String fault, String session) { streamed(fault, session); }

    @Test
    void itReadsWholeRepliesStreamsAndModels() {
        assertThat(whole("", "plain")).contains("INS-2024-9876").isEqualTo(streamed("", "plain"));
        assertThat(client.models().list().data()).hasSize(2);
    }

    @Test
    void itReadsEmbeddings() {
        var told = client.embeddings().create(EmbeddingCreateParams.builder().model("text-embedding-3-small")
                .inputOfArrayOfStrings(List.of(Gate.QUESTION, "What is my deductible?")).build());

        assertThat(told.data()).extracting(one -> one.embedding().size()).containsExactly(1536, 1536);
        assertThat(told.usage().totalTokens()).isPositive();
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
    void itsJitteredBackoffIsNotAccused() {
        catchThrowable(() -> whole("service_unavailable(cure=persistent)", "jitter"));
        var verdict = gate.verdicts().getFirst();
        assertThat(verdict.judged()).isTrue();
        assertThat(verdict.findings()).isEmpty();
        assertThat(gate.turns("jitter").getFirst().attempts()).hasSize(3);
    }
}
