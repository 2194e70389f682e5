package dev.kintsugi.agent.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.prompt.PromptTokens;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.Deadline;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
    private final ScriptedModel model = new ScriptedModel(Packs.named("insurance"), 5, ScriptedModel.DEFAULT_WINDOW);

    private static ModelRequest request(String model, String text, int attempt, int maxTokens) {
        return new ModelRequest(model, List.of(Message.system("You are InsureBot."), Message.user(text)), List.of(),
                maxTokens, new CallKey(new TurnId(new SessionId("s"), 1), 1, attempt, 1), Deadline.NONE);
    }

    private ModelReply ask(String text) { return model.call(request(ScriptedModel.LARGE, text, 1, 0), TokenSink.NONE); }

    @Test
    void neitherTheAttemptNorAnotherInstanceChangesTheWords() {
        var twin = new ScriptedModel(Packs.named("insurance"), 5, ScriptedModel.DEFAULT_WINDOW);
        for (var text : List.of("hello", "what is a deductible?", "status of my claim", "this is ridiculous!!")) {
            var third = twin.call(request(ScriptedModel.LARGE, text, 3, 0), TokenSink.NONE);
            assertThat(third.text()).isEqualTo(ask(text).text());
        }
    }

    @Test
    void seedsAndModelsWordThingsDifferently() {
        var words = LongStream.range(0, 20)
                .mapToObj(seed -> new ScriptedModel(Packs.named("insurance"), seed, 8192)
                        .call(request(ScriptedModel.LARGE, "hello", 1, 0), TokenSink.NONE).text())
                .distinct();

        assertThat(words).hasSizeGreaterThan(1);
    }

    @Test
    void countsThePromptExactlyAndSimulatesItsLatency() {
        var reply = ask("what is a deductible?");

        assertThat(reply.usage().promptTokens()).isEqualTo(new PromptTokens(Tokens.ofEncoding("cl100k_base"))
                .of(request(ScriptedModel.LARGE, "what is a deductible?", 1, 0)));
        assertThat(reply.usage().completionTokens()).isEqualTo(model.tokens().count(reply.text()));
        assertThat(reply.simulated()).isTrue();
        assertThat(reply.latencyMs()).isBetween(350L, 1400L);
    }

    @Test
    void aPromptOverTheWindowFailsWithTheLimitInIt() {
        var text = "my claim ".repeat(5_000);

        assertThatExceptionOfType(AgentError.class).isThrownBy(() -> ask(text)).satisfies(error -> {
            assertThat(error.wire().tooManyTokens()).isTrue();
            assertThat(error.wire().limit()).isEqualTo(8192);
            assertThat(error.wire().message()).contains("8192");
            assertThat(error.context().target()).isEqualTo("model");
        });
    }

    @Test
    void anAnswerIsCutToTheTokensAllowed() {
        var reply = model.call(request(ScriptedModel.LARGE, "what is a deductible?", 1, 8), TokenSink.NONE);

        assertThat(reply.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(reply.usage().completionTokens()).isLessThanOrEqualTo(8);
    }

    @Test
    void anyTextGetsAnAnswer() {
        for (var text : List.of("", " ", "????", "🦊🦊", "\u0000", "a".repeat(6_000), "{claim.number}", "null",
                "ok ".repeat(5_000),
                "((((", "INS-2024-9876 ".repeat(200))) {
            assertThat(ask(text).text()).as("answer to '%s'", text).isNotBlank();
        }
    }

    @Test
    void doesNotClaimToKnowWhatItDoesNot() {
        for (var text : List.of("who won the world cup", "what is the best pizza topping",
                "how tall is the eiffel tower")) {
            assertThat(ask(text).text()).containsAnyOf("Shall I hand you over", "pass this on", "person to take over");
        }
    }
}
