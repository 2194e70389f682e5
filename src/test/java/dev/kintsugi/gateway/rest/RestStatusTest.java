package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.Served;
import dev.kintsugi.lab.SessionSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the lab says by REST that it is.
class RestStatusTest extends RestCase {
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

    @Test
    void whoAsksForOpenMetricsGetsIt() {
        var asked = HttpRequest.newBuilder(URI.create(served.gateway.address() + "/metrics"))
                .header("accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5,*/*;q=0.1").build();
        var answer = served.send(asked).whole();
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(answer.body()).endsWith("# EOF\n");
        var plain = served.get("/metrics").whole();
        assertThat(plain.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    }

    @Test
    void aPrometheusThatWouldRatherHaveProtobufGetsText() {
        for (var second : List.of("application/openmetrics-text;version=1.0.0", "text/plain")) {
            var asked = HttpRequest.newBuilder(URI.create(served.gateway.address() + "/metrics"))
                    .header("accept", "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                            + "encoding=delimited;q=0.7," + second + ";q=0.6,*/*;q=0.1")
                    .build();
            var answer = served.send(asked).whole();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElse("")).contains("text");
        }
    }
}
