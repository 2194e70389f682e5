package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.gateway.Served;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.SessionSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The REST endpoints over a real socket.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RestTest {
    private static Served served;

    @BeforeAll
    static void open() { served = new Served(); }

    @AfterAll
    static void close() { served.close(); }

    private static Served.Answer chat(String session, String more) {
        return served.post("/api/v1/chat",
                "{\"session_id\":\"" + session + "\",\"message\":\"Where is my claim INS-2024-9876?\"" + more + "}");
    }

    @Test
    void anUntouchedTurnHasTheSeedsFields() {
        var answer = chat("plain",
                ",\"context\":{\"user_id\":\"12345\"},\"max_tokens\":500,\"model\":\"gpt-3.5-turbo\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("session_id", "response", "status",
                "natural_status", "failure_mode", "failure_injection_applied", "natural_response", "processing_time_ms",
                "token_count", "model_used", "metadata");
        assertThat(answer.text("/status")).isEqualTo("success");
        assertThat(answer.body().at("/failure_mode").isNull()).isTrue();
        assertThat(answer.body().at("/natural_response").isNull()).isTrue();
        assertThat(answer.body().at("/metadata/conversation_length").asInt()).isEqualTo(2);
        assertThat(answer.text("/response")).contains("INS-2024-9876");
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void everyModeCanBeForced(FailureMode mode) {
        var answer = chat("forced-" + mode.wire(), ",\"failure_mode\":\"" + mode.wire() + "\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/status")).isEqualTo("failure");
        assertThat(answer.text("/natural_status")).isEqualTo("success");
        assertThat(answer.text("/failure_mode")).isEqualTo(mode.wire());
        assertThat(answer.text("/natural_response")).contains("INS-2024-9876");
        assertThat(answer.text("/response")).isNotBlank().isNotEqualTo(answer.text("/natural_response"));
        assertThat(answer.body().at("/metadata/failure_probability").asDouble())
                .isEqualTo(mode.defaultProbability().value());
        assertThat(answer.body().at("/metadata/injected_failure").asBoolean()).isTrue();
    }

    @Test
    void aPolicyMayBeAskedFor() {
        var answer = chat("mended", ",\"failure_mode\":\"service_unavailable\",\"recovery_policy\":\"standard\"");

        assertThat(answer.text("/status")).isEqualTo("failure");
        assertThat(answer.text("/metadata/outcome")).isEqualTo("recovered");
        assertThat(answer.text("/response")).isEqualTo(answer.text("/natural_response"));
        assertThat(chat("mended", "").text("/metadata/turn")).isEqualTo("2");
    }

    @Test
    void modesOfAPlanActOnMessagesAndFaultsOfTheWireDoNot() {
        served.send("PUT", "/api/v1/faults", "{\"sessions\":{\"planned\":[\"cut_stream always\","
                + "\"rate_limiting(retry_after=7) first 1\",\"off_topic turns 2-2\"]}}");

        assertThat(chat("planned", "").text("/failure_mode")).isEqualTo("rate_limiting");
        assertThat(chat("planned", "").text("/failure_mode")).isEqualTo("off_topic");
        assertThat(chat("planned", "").text("/status")).isEqualTo("success");
        assertThat(chat("unplanned", "").text("/status")).isEqualTo("success");
        var log = new ArrayList<String>();
        served.lab.lines(new SessionId("planned"), log::add);
        assertThat(log).anyMatch(line -> line.contains("retry_after"));
    }

    @Test
    void aTestFailureRecoversNothing() {
        var answer = served.post("/api/v1/test-failure/hallucination?test_message=Where%20is%20INS-2024-9876%3F", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/test_session_id")).matches("test-[0-9a-f]{8}");
        assertThat(answer.text("/test_message")).isEqualTo("Where is INS-2024-9876?");
        assertThat(answer.text("/response/failure_mode")).isEqualTo("hallucination");
        assertThat(served.lab.knows(new SessionId(answer.text("/test_session_id")))).isTrue();
    }

    @Test
    void aConversationThatRecoveryCutIsNotCalledPreserved() {
        served.send("PUT", "/api/v1/faults",
                "{\"modes\":{\"token_limit\":{\"parameters\":{\"token_threshold\":20}}}}");
        for (var turn = 0; turn < 3; turn++) {
            assertThat(chat("cut", "").body().at("/metadata/context_preserved").asBoolean()).isTrue();
        }
        var cut = chat("cut", ",\"failure_mode\":\"token_limit\",\"recovery_policy\":\"standard\"");
        assertThat(cut.body().at("/metadata/context_preserved").asBoolean()).as(cut.body().toString()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"analytics/failures?hour=12,hour", "analytics/failures?hours=1&hours=2,hours",
            "sessions?limit=2&page=3,page", "system/status?verbose=true,verbose"})
    void aParameterThatIsNotKnownOrComesTwiceIsNamed(String path, String name) {
        var answer = served.get("/api/v1/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error/param")).isEqualTo(name);
    }

    @Test
    void theBareAddressLeadsToThePage() {
        var answer = served.get("/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.whole().headers().firstValue("location")).contains("/docs");
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
    void historyIsPagedAndTellsTheState() {
        for (int i = 0; i < 3; i++) {
            chat("paged", ",\"context\":{\"tier\":\"gold\"}");
        }
        var page = served.get("/api/v1/sessions/paged/history?limit=2&offset=1");

        assertThat(page.body().at("/interactions").size()).isEqualTo(2);
        assertThat(page.text("/interactions/0/turn")).isEqualTo("2");
        assertThat(page.text("/interactions/0/request/message")).contains("INS-2024-9876");
        assertThat(page.text("/interactions/0/request/context/tier")).isEqualTo("gold");
        assertThat(page.text("/pagination/total")).isEqualTo("3");
        assertThat(page.body().at("/pagination/next_offset").isNull()).isTrue();
        assertThat(page.body().at("/current_state/conversation_history").size()).isEqualTo(6);
        assertThat(page.text("/current_state/context/tier")).isEqualTo("gold");
    }

    @Test
    void aSessionThatNobodyBeganHasNothingToForget() {
        for (int time = 0; time < 2; time++) {
            var answer = served.post("/api/v1/chat/reset/nobody", null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("/message")).isEqualTo("Session nobody reset successfully");
        }
        assertThat(served.get("/api/v1/sessions/nobody/history").status()).as("none was begun").isEqualTo(404);
    }

    @Test
    void aResetForgetsTheConversationAndKeepsTheInteractions() {
        chat("forgetful", ",\"context\":{\"tier\":\"gold\"},\"failure_mode\":\"service_unavailable\","
                + "\"recovery_policy\":\"standard\"");
        var before = served.get("/api/v1/sessions/forgetful/history").body().at("/current_state");
        assertThat(before.at("/recovery_count").asInt()).isEqualTo(1);
        assertThat(before.at("/context/tier").asText()).isEqualTo("gold");
        assertThat(served.post("/api/v1/chat/reset/forgetful", null).text("/message"))
                .isEqualTo("Session forgetful reset successfully");
        var history = served.get("/api/v1/sessions/forgetful/history");
        assertThat(history.body().at("/interactions").size()).isEqualTo(1);
        assertThat(history.body().at("/current_state")).hasToString("{\"conversation_history\":[],\"context\":{},"
                + "\"failure_count\":0,\"recovery_count\":0}");
    }

    @Test
    void failuresAreCounted() {
        chat("counted", ",\"failure_mode\":\"off_topic\"");
        var counts = served.get("/api/v1/analytics/failures?hours=1");

        assertThat(counts.body().at("/failure_counts/off_topic").asInt()).isPositive();
        assertThat(counts.body().at("/status_distribution/failure").asInt()).isPositive();
        assertThat(counts.body().at("/total_interactions").asInt()).isPositive();
    }

    @Test
    void aMadeUpScenarioChangesRepliesWhereItsTriggerStands() {
        try (var own = new Served()) {
            var made = own.post("/api/v1/failure-scenarios",
                    """
                            {"name":"custom_confusion","description":"Confused about intent","failure_type":"behavioral",
                             "config":{"probability":1,"confusion_triggers":["complex","multiple","various"]},"enabled":true}""");
            assertThat(made.status()).isEqualTo(201);
            assertThat(own.send("PUT", "/api/v1/faults", "{\"chaos\":true,\"multiplier\":1,\"modes\":{"
                    + Arrays.stream(FailureMode.values()).map(m -> "\"" + m.wire() + "\":false")
                            .collect(Collectors.joining(","))
                    + "}}").status()).isEqualTo(200);

            var calm = own.post("/api/v1/chat", "{\"session_id\":\"c\",\"message\":\"Where is my claim?\"}");
            var confused = own.post("/api/v1/chat",
                    "{\"session_id\":\"c\",\"message\":\"I have multiple questions about INS-2024-9876\"}");

            assertThat(calm.text("/status")).isEqualTo("success");
            assertThat(confused.text("/failure_mode")).isEqualTo("custom_confusion");
            assertThat(confused.text("/response")).isNotEqualTo(confused.text("/natural_response"));
            assertThat(own.send("DELETE", "/api/v1/failure-scenarios/custom_confusion", null).status()).isEqualTo(204);
            assertThat(own.get("/api/v1/failure-scenarios/custom_confusion").status()).isEqualTo(404);
            assertThat(own.post("/api/v1/test-failure/custom_confusion", null).status()).isEqualTo(400);
        }
    }

    @Test
    void aModesRowIsItsSwitchAndItsSlider() {
        try (var own = new Served()) {
            var put = own.send("PUT", "/api/v1/failure-scenarios/api_timeout", """
                    {"failure_type":"integration","config":{"timeout_probability":0.4,"delay_range":[1,2]},
                     "enabled":false}""");
            assertThat(put.status()).isEqualTo(200);
            var set = own.get("/api/v1/faults").body().at("/modes/api_timeout");
            assertThat(set.path("enabled").asBoolean()).isFalse();
            assertThat(set.path("probability").asDouble()).isEqualTo(0.4);
            assertThat(set.at("/parameters/delay_range").asText()).isEqualTo("1-2");
            assertThat(own.send("DELETE", "/api/v1/failure-scenarios/api_timeout", null).status()).isEqualTo(400);
        }
    }

    @Test
    void everyFaultIsStoppedAtOnce() {
        try (var own = new Served()) {
            own.send("PUT", "/api/v1/faults", "{\"chaos\":true,\"modes\":{\"hallucination\":1}}");
            assertThat(own.get("/api/v1/faults").body().at("/any_effective").asDouble()).isEqualTo(1);
            var stopped = own.post("/api/v1/faults/panic-stop", null);
            assertThat(stopped.body().at("/chaos").asBoolean()).isFalse();
            assertThat(stopped.body().at("/stopped").asBoolean()).isTrue();
            var forced = "{\"message\":\"Hello\",\"failure_mode\":\"off_topic\"}";
            assertThat(own.post("/api/v1/chat", forced).text("/status")).isEqualTo("success");
            assertThat(own.post("/api/v1/test-failure/off_topic", null).text("/response/status")).isEqualTo("success");
            var resumed = own.post("/api/v1/faults/resume", null);
            assertThat(resumed.body().at("/stopped").asBoolean()).isFalse();
            assertThat(own.post("/api/v1/chat", forced).text("/status")).isEqualTo("failure");
        }
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
            "GET | /api/v1/sessions/nobody/history | '' | 404 | session_id",
            "GET | /api/v1/analytics/failures?hours=0 | '' | 400 | hours",
            "GET | /api/v1/analytics/failures?hours=many | '' | 400 | hours",
            "GET | /api/v1/sessions?limit=0 | '' | 400 | limit",
            "POST | /api/v1/failure-scenarios | {\"name\":\"x\",\"failure_type\":\"cosmic\"} | 400 | ''",
            "POST | /api/v1/failure-scenarios | {\"name\":\"infinite_loop\",\"failure_type\":\"behavioral\"} | 409 | name",
            "PUT | /api/v1/faults | {\"modes\":{\"gremlins\":1}} | 400 | ''",
            "PUT | /api/v1/faults | {\"multiplier\":1e400} | 400 | ''",
            "PUT | /api/v1/faults | {\"multiplier\":1e999999999999} | 400 | ''",
            "POST | /api/v1/chat | {\"message\":\"a\",\"context\":{\"n\":1e-2147483649}} | 400 | ''",
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
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | exceeds the maximum allowed (32)"})
    void whatIsNoJsonIsToldWithItsPlaceAndWithoutTheParsersInnards(String body, String says) {
        var answer = served.post("/api/v1/chat", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error/message")).contains(says).doesNotContain("Feature", "jackson", "`");
    }

    @Test
    void anUnknownModeListsTheModes() {
        var answer = served.post("/api/v1/test-failure/gremlins", null);
        for (var mode : FailureMode.values()) {
            assertThat(answer.text("/error/todo")).contains(mode.wire());
        }
    }

    @Test
    void requestIdsAreEchoedOrMade() {
        var request = HttpRequest
                .newBuilder(URI.create(served.gateway.address() + "/health"));
        assertThat(served.send(request.copy().header("x-request-id", "mine-1").build()).whole().headers()
                .firstValue("x-request-id")).contains("mine-1");
        assertThat(served.send(request.copy().header("x-request-id", "two words").build()).whole().headers()
                .firstValue("x-request-id")).isPresent().get().isNotEqualTo("two words");
    }

    @Test
    void anAgentThatDoesNotAnswerIsNotCalledHealthy() {
        try (var own = new Served()) {
            var tooLong = "{\"session_id\":\"s\",\"message\":\"" + "claim ".repeat(12_000) + "\"}";
            for (var turn = 0; turn < 3; turn++) {
                assertThat(own.post("/api/v1/chat", tooLong).text("/status")).isEqualTo("error");
            }
            var status = own.get("/api/v1/system/status");
            assertThat(status.text("/status")).isEqualTo("degraded");
            assertThat(status.text("/components/agent_service")).isEqualTo("unhealthy");
            own.post("/api/v1/chat", "{\"message\":\"Hello\",\"failure_mode\":\"api_timeout\"}");
            assertThat(own.get("/api/v1/system/status").text("/components/agent_service"))
                    .as("what was injected is no fault of the agent").isEqualTo("healthy");
        }
    }

    @Test
    void statusAndHealthAreTold() {
        var status = served.get("/api/v1/system/status");
        assertThat(status.text("/status")).isEqualTo("healthy");
        assertThat(List.of("redis", "database", "agent_service"))
                .allSatisfy(c -> assertThat(status.text("/components/" + c)).isEqualTo("healthy"));
        assertThat(status.body().at("/active_failure_modes").size()).isGreaterThanOrEqualTo(12);
        assertThat(served.get("/health").text("/status")).isEqualTo("healthy");
        var errors = served.get("/ai/health/error-handling");
        assertThat(errors.body().at("/overall_healthy").asBoolean()).isTrue();
        assertThat(errors.body().at("/recovery_managers").propertyStream().map(Map.Entry::getKey))
                .containsExactly("session", "model", "degradation", "voice", "communication", "people");
        assertThat(errors.body().at("/recovery_managers/people/available").asBoolean()).as("nobody attends").isFalse();
    }

    @Test
    void placesThatAllConversationsShareAreCountedOnce(@TempDir Path folder) throws IOException {
        var policy = Files.writeString(folder.resolve("narrow.yaml"),
                "patterns:\n  - bulkhead: {capacity: 3, shared: yes}\n").toString();
        for (int i = 0; i < 2; i++) {
            served.lab.begin(SessionSpec.of(served.lab.settings()).withPolicy(policy)).say("Hello", null).join();
        }
        assertThat(served.get("/ai/health/error-handling").body().at("/bulkheads/scripted-large/capacity").asInt())
                .isEqualTo(3);
    }

    @Test
    void prometheusReadsTheSeedsNames() {
        chat("measured", ",\"failure_mode\":\"hallucination\",\"recovery_policy\":\"standard\"");
        var text = served.get("/metrics").whole().body();
        assertThat(text).contains("agent_requests_total{failure_type=\"hallucination\",status=\"failure\"}",
                "agent_response_duration_seconds_bucket{le=",
                "failure_injections_total{failure_mode=\"hallucination\",scenario=\"none\"}",
                "token_consumption_total{model=\"scripted-large\",type=\"prompt\"}", "lab_recovery_attempts_total{",
                "lab_circuit_state{");
    }
}
