package dev.kintsugi.agent.provider;

import static dev.kintsugi.agent.provider.Calls.expect;
import static dev.kintsugi.agent.provider.Calls.failure;
import static dev.kintsugi.agent.provider.Calls.request;
import static dev.kintsugi.agent.provider.Calls.settings;
import static dev.kintsugi.domain.error.ErrorCategory.AGENT_EXECUTION;
import static dev.kintsugi.domain.error.ErrorCategory.COMMUNICATION;
import static dev.kintsugi.domain.error.ErrorCategory.CONFIGURATION;
import static dev.kintsugi.domain.error.ErrorCategory.MODEL_INFERENCE;
import static dev.kintsugi.domain.error.ErrorCategory.RESOURCE_MANAGEMENT;
import static dev.kintsugi.domain.error.ErrorCategory.SECURITY_VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.WireFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each error that a provider answers with, on a real socket.
class ErrorAnswersTest {
    private static final String JSON = "application/json";

    @ParameterizedTest(name = "{0}")
    @CsvSource({"400, AGENT_EXECUTION, false", "401, SECURITY_VALIDATION, false", "403, SECURITY_VALIDATION, false",
            "404, CONFIGURATION, false", "408, COMMUNICATION, true", "422, AGENT_EXECUTION, false",
            "409, AGENT_EXECUTION, true", "429, RESOURCE_MANAGEMENT, true", "500, MODEL_INFERENCE, true",
            "503, MODEL_INFERENCE, true", "504, COMMUNICATION, true", "402, AGENT_EXECUTION, false"})
    void aStatusIsPassedOnWithTheProvidersWords(int status, ErrorCategory category, boolean canHeal) throws Exception {
        var error = failure(line -> line.answer(status, JSON, Wire.error("No, sorry.", "some_type", "some_code")));
        expect(error, WireFault.HTTP, category, canHeal);
        assertThat(error.wire().status()).isEqualTo(status);
        assertThat(error.wire().type()).isEqualTo("some_type");
        assertThat(error.wire().code()).isEqualTo("some_code");
        assertThat(error.wire().message()).isEqualTo("No, sorry.");
        assertThat(error.wire().retryAfter()).isNull();
    }

    @Test
    void theErrorKnowsWhereItHappened() throws Exception {
        var context = failure(line -> line.answer(500, JSON, "")).context();
        assertThat(context.session().value()).isEqualTo("s");
        assertThat(context.turn()).isEqualTo(3);
        assertThat(context.attempts()).isEqualTo(1);
        assertThat(context.model()).isEqualTo("m-1");
        assertThat(context.target()).isEqualTo("model");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"error\":{\"message\":\"This model's maximum context length is 65536 tokens. However, you requested 70000\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}",
            "{\"error\":{\"message\":\"This model's maximum context length is 65536 tokens. However, you requested 131072 tokens\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_request_error\"}}",
            "{\"object\":\"error\",\"message\":\"This model's maximum context length is 65,536 tokens.\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}",
            "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":70000,\"n_ctx\":65536}}",
            "{\"error\":\"Trying to keep the first 70000 tokens when context the overflows. However, the model is loaded with context length of only 65536 tokens\"}"})
    void tooManyTokensAreKnownFromEveryProvidersWords(String body) throws Exception {
        var error = failure(line -> line.answer(400, JSON, body));
        expect(error, WireFault.HTTP, RESOURCE_MANAGEMENT, false);
        assertThat(error.wire().tooManyTokens()).isTrue();
        assertThat(error.wire().limit()).isEqualTo(65_536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 7", "retry-after-ms: 7000", "Retry-After: 7.0",
            "Retry-After: 99\r\nretry-after-ms: 7000",
            "Date: Sun, 22 Nov 2026 10:00:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 10:00:07 GMT"})
    void aRateLimitSaysHowLongToWait(String header) throws Exception {
        var error = failure(line -> line.answer(429, JSON,
                Wire.error("Slow down.", "requests", "rate_limit_exceeded"), header));
        expect(error, WireFault.HTTP, RESOURCE_MANAGEMENT, true);
        assertThat(error.wire().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aDateInThePastAsksForNoWaitAndNonsenseForNothing() throws Exception {
        var past = failure(line -> line.answer(503, JSON, "", "Retry-After: Sun, 22 Nov 2020 10:00:00 GMT"));
        assertThat(past.wire().retryAfter()).isEqualTo(Duration.ZERO);
        var nonsense = failure(line -> line.answer(503, JSON, "", "Retry-After: soon"));
        assertThat(nonsense.wire().retryAfter()).isNull();
    }

    @Test
    void aQuotaIsNotARateLimit() throws Exception {
        var error = failure(line -> line.answer(429, JSON,
                Wire.error("Your quota is used up.", "insufficient_quota", "insufficient_quota"),
                "x-should-retry: false"));
        expect(error, WireFault.HTTP, RESOURCE_MANAGEMENT, false);
        assertThat(error.wire().quota()).isTrue();
    }

    @Test
    void anErrorWithoutTypeOrCodeIsStillThatError() throws Exception {
        var error = failure(line -> line.answer(401, JSON, "{\"error\":{\"message\":\"Wrong key\"}}"));
        expect(error, WireFault.HTTP, SECURITY_VALIDATION, false);
        assertThat(error.wire().type() + error.wire().code()).isEmpty();
    }

    @Test
    void aGatewaysWebPageIsItsStatus() throws Exception {
        var error = failure(line -> line.answer(502, "text/html", "<html><h1>Bad gateway</h1></html>"));
        expect(error, WireFault.HTTP, MODEL_INFERENCE, true);
        assertThat(error.wire().status()).isEqualTo(502);
        assertThat(error.wire().message()).isEqualTo("HTTP 502");
    }

    @Test
    void anErrorWithABrokenBodyIsItsStatus() throws Exception {
        var error = failure(line -> line.send("HTTP/1.1 500 Oops\r\nContent-Length: 500\r\n\r\n{\"error\":{\"mess"));
        expect(error, WireFault.HTTP, MODEL_INFERENCE, true);
        assertThat(error.wire().status()).isEqualTo(500);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = new MisbehavingServer(line -> line.answer(200, JSON, "{}"))) {
            var error = failure(line -> line.answer(302, "text/plain", "",
                    "Location: " + elsewhere.url().replace("127.0.0.1", "localhost")));
            expect(error, WireFault.HTTP, AGENT_EXECUTION, false);
            assertThat(error.wire().status()).isEqualTo(302);
            assertThat(error.wire().message()).contains("redirect to localhost");
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void anErrorObjectInTheStreamIsTheProvidersError() throws Exception {
        var object = Wire.error("The engine is overloaded.", "server_error", "overloaded");
        var error = failure(line -> line.stream().says("Once").event(object));
        expect(error, WireFault.STREAM_ERROR, MODEL_INFERENCE, true);
        assertThat(error.wire().message()).isEqualTo("The engine is overloaded.");
        assertThat(error.wire().type()).isEqualTo("server_error");
        assertThat(error.wire().code()).isEqualTo("overloaded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"message\":\"Overloaded.\",\"code\":529}}", "{\"message\":\"Overloaded.\"}",
            "{\"error\":\"Overloaded.\"}",
            "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"Overloaded.\"}}"})
    void anErrorEventIsTheProvidersErrorWhateverItsForm(String data) throws Exception {
        var error = failure(line -> line.stream().says("Once").send("event: error\ndata: " + data + "\n\n"));
        expect(error, WireFault.STREAM_ERROR, MODEL_INFERENCE, true);
        assertThat(error.wire().message()).isEqualTo("Overloaded.");
    }

    @Test
    void anErrorObjectWithStatus200IsAnErrorToo() throws Exception {
        var error = failure(line -> line.answer(200, JSON, Wire.error("Out of order.", "server_error", null)));
        expect(error, WireFault.STREAM_ERROR, MODEL_INFERENCE, true);
        assertThat(error.wire().message()).isEqualTo("Out of order.");
    }

    @Test
    void aFinishReasonThatMeansFailureIsAnError() throws Exception {
        expect(failure(line -> line.stream().says("Once")
                .event(Wire.delta("{}", "\"insufficient_system_resource\"")).send(Wire.DONE)), WireFault.STREAM_ERROR,
                MODEL_INFERENCE, true);
    }

    @Test
    void withoutANeededKeyNothingIsAsked() {
        var error = failure(new OpenAiModel(ProviderPreset.DEEPSEEK.settings(Secret.NONE), Calls.CLOCK));
        expect(error, WireFault.MISSING_KEY, CONFIGURATION, false);
        assertThat(error.getMessage()).isEqualTo("No key is set for DeepSeek");
    }

    @Test
    void theKeyIsMaskedEvenIfTheProviderRepeatsIt() throws Exception {
        var error = failure(line -> line.answer(401, JSON,
                Wire.error("Bad " + line.request().header("authorization"), "invalid_request_error", null)));
        assertThat(error.getMessage()).isEqualTo("Bad Bearer [key hidden]");
        var streamed = failure(line -> line.stream().event(Wire.error("No: " + Calls.KEY, "x", null)));
        assertThat(streamed.getMessage()).isEqualTo("No: [key hidden]");
    }
}
