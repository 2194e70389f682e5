package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.gateway.Served;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Failures by REST: forced, by chance, by plan, made up, counted and stopped.
class RestFaultsTest extends RestCase {
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
    void anUnknownModeListsTheModes() {
        var answer = served.post("/api/v1/test-failure/gremlins", null);
        for (var mode : FailureMode.values()) {
            assertThat(answer.text("/error/todo")).contains(mode.wire());
        }
    }
}
