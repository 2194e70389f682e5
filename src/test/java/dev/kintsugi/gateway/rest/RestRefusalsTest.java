package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.Served;
import dev.kintsugi.gateway.guard.GuardSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What REST refuses, and in which words.
class RestRefusalsTest extends RestCase {
    private static final String COMPLETION = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @ParameterizedTest
    @CsvSource({"analytics/failures?hour=12,hour", "analytics/failures?hours=1&hours=2,hours",
            "sessions?limit=2&page=3,page", "system/status?verbose=true,verbose"})
    void aParameterThatIsNotKnownOrComesTwiceIsNamed(String path, String name) {
        var answer = served.get("/api/v1/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error/param")).isEqualTo(name);
    }

    @Test
    void whatIsNotThereIsRefusedUnderTheCallersRequestId() {
        var answer = served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + "/api/v1/nothing"))
                .header("x-request-id", "mine-7").build());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error/request_id")).isEqualTo("mine-7");
        assertThat(answer.whole().headers().firstValue("x-request-id")).contains("mine-7");
        assertThat(answer.whole().headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(served.send("DELETE", "/api/v1/chat", null).text("/error/request_id")).isNotEmpty();
    }

    @Test
    void tooManyMessagesOfASessionAreRefusedWithAWait() {
        try (var own = new Served(GuardSettings.LOOPBACK.limited(2, 1_000))) {
            own.post("/api/v1/chat", "{\"session_id\":\"s\",\"message\":\"Hello\"}");
            own.post("/api/v1/chat", "{\"session_id\":\"s\",\"message\":\"Hello\"}");
            var third = own.post("/api/v1/chat", "{\"session_id\":\"s\",\"message\":\"Hello\"}");
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.whole().headers().firstValue("retry-after")).contains("60");
        }
    }

    /// A slash written in two bytes, half a pair of surrogates, and a byte that begins nothing.
    @ParameterizedTest
    @ValueSource(strings = {"c0af", "eda080", "ff"})
    void whatIsNoSoundUtf8IsRefusedOnBothDoors(String hex) {
        var odd = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        assertThat(sent("/api/v1/chat", "{\"message\":\"a" + odd + "\"}", StandardCharsets.ISO_8859_1)).isEqualTo(400);
        assertThat(sent("/v1/chat/completions", COMPLETION.replace("Hello", odd), StandardCharsets.ISO_8859_1))
                .isEqualTo(400);
    }

    /// JSON is exchanged as UTF-8 alone.
    @Test
    void otherEncodingsOfJsonAreRefused() {
        for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            assertThat(sent("/api/v1/chat", "{\"message\":\"Hello\"}", encoding)).isEqualTo(400);
            assertThat(sent("/v1/chat/completions", COMPLETION, encoding)).isEqualTo(400);
        }
        assertThat(sent("/v1/chat/completions", COMPLETION, StandardCharsets.UTF_8)).isEqualTo(200);
    }

    private static int sent(String path, String body, Charset encoding) {
        return served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + path))
                .header("content-type", "application/json").POST(BodyPublishers.ofByteArray(body.getBytes(encoding)))
                .build()).status();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "POST | /api/v1/chat | {\"message\":\"\"} | 400 | message",
            "POST | /api/v1/chat | {} | 400 | message",
            "POST | /api/v1/chat | {\"message\":7} | 400 | message",
            "POST | /api/v1/chat | {\"message\":\"a\",\"colour\":\"red\"} | 400 | colour",
            "POST | /api/v1/chat | {\"message\":\"a\",\"session_id\":\"../etc\"} | 400 | session_id",
            "POST | /api/v1/chat | {\"message\":\"a\",\"max_tokens\":0} | 400 | max_tokens",
            "POST | /api/v1/chat | {\"message\":\"a\",\"max_tokens\":1.5} | 400 | max_tokens",
            "POST | /api/v1/chat | {\"message\":\"a\",\"context\":[]} | 400 | context",
            "POST | /api/v1/chat | {\"message\":\"a\",\"recovery_policy\":\"/etc/passwd\"} | 400 | recovery_policy",
            "POST | /api/v1/chat | {\"message\":\"a\",\"failure_mode\":\"gremlins\"} | 400 | failure_mode",
            "POST | /api/v1/chat | [1] | 400 | ''", "POST | /api/v1/chat | {\"message\": | 400 | ''",
            "POST | /api/v1/chat | {\"message\":\"a\",\"message\":\"b\"} | 400 | ''",
            "POST | /api/v1/test-failure/gremlins | {} | 400 | failure_mode",
            "POST | /api/v1/chat/reset/no%20body | {} | 400 | session_id",
            "POST | /api/v1/test-failure/off_topic | {\"test_message\":\"Hello\"} | 400 | test_message",
            "POST | /api/v1/test-failure/off_topic?test_message=%ff | '' | 400 | ''",
            "POST | /api/v1/chat/reset/nobody | {\"keep\":true} | 400 | keep",
            "POST | /api/v1/faults/resume | [] | 400 | ''",
            "GET | /api/v1/sessions/nobody/history | '' | 404 | session_id",
            "GET | /api/v1/analytics/failures?hours=0 | '' | 400 | hours",
            "GET | /api/v1/analytics/failures?hours=many | '' | 400 | hours",
            "GET | /api/v1/sessions?limit=0 | '' | 400 | limit",
            "POST | /api/v1/failure-scenarios | {\"name\":\"x\",\"failure_type\":\"cosmic\"} | 400 | ''",
            "POST | /api/v1/failure-scenarios | {\"name\":\"infinite_loop\",\"failure_type\":\"behavioral\"} | 409 | name",
            "POST | /api/v1/failure-scenarios | {\"name\":\"normal\",\"failure_type\":\"behavioral\"} | 400 | ''",
            "PUT | /api/v1/failure-scenarios/stall | {\"failure_type\":\"integration\"} | 400 | ''",
            "PUT | /api/v1/faults | {\"modes\":{\"gremlins\":1}} | 400 | ''",
            "PUT | /api/v1/faults | {\"multiplier\":1e400} | 400 | ''",
            "PUT | /api/v1/faults | {\"multiplier\":1e999999999999} | 400 | ''",
            "POST | /api/v1/chat | {\"message\":\"a\",\"context\":{\"n\":1e-2147483649}} | 400 | ''",
            "POST | /api/v1/chat | {\"message\":\"a\",\"context\":{\"n\":[1e999]}} | 400 | context",
            "PUT | /api/v1/faults | {\"cooldown\":-1} | 400 | ''",
            "GET | /api/v1/nothing | '' | 404 | ''", "DELETE | /api/v1/chat | '' | 405 | ''",
            "GET | /api/v1/events?session=nobody | '' | 404 | session", "GET | /docs/passwd | '' | 404 | ''"})
    void badInputIsRefusedWithAReasonInOneShape(String method, String path, String body, int status, String field) {
        var answer = served.send(method, path, body.isEmpty() ? null : body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("/error/message")).isNotBlank();
        assertThat(answer.text("/error/code")).isNotBlank();
        assertThat(answer.text("/error/todo")).isNotBlank();
        assertThat(answer.body().at("/error/param").asText("")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"message\":1, // why | JSON has no comments, in line 1, column 15",
            "{\"message\":\"a\"}{} | Something follows the object, in line 1, column 16",
            "{\"message\":NaN} | Non-standard token 'NaN', in line 1, column 15",
            "{\"message\":\"\u0001\"} | has to be escaped using backslash to be included in string value, in line 1,",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | it is nested more than 32 deep"})
    void whatIsNoJsonIsToldWithItsPlaceAndWithoutTheParsersInnards(String body, String says) {
        var answer = served.post("/api/v1/chat", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error/message")).contains(says).doesNotContain("Feature", "jackson", "`");
    }
}
