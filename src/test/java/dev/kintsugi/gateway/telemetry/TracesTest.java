package dev.kintsugi.gateway.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.Served;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Traces as a collector gets them.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TracesTest {
    @Test
    void aTurnIsSentByTheConventions() throws Exception {
        try (var collector = new Collector()) {
            try (var served = new Served(); var _ = Traces.open(served.lab, collector.url(), _ -> {})) {
                served.post("/api/v1/chat",
                        "{\"session_id\":\"traced\",\"message\":\"Where is my claim INS-2024-9876?\","
                                + "\"failure_mode\":\"service_unavailable\",\"recovery_policy\":\"standard\"}");
                await().atMost(20, TimeUnit.SECONDS).until(() -> !collector.text().isEmpty());
            }
            assertThat(collector.text()).contains("invoke_agent", "chat scripted-large", "gen_ai.conversation.id",
                    "traced", "gen_ai.usage.input_tokens", "lab.fault.mode", "service_unavailable",
                    "lab.recovery.pattern", "lab.recovery.outcome", "recovered", "error.type", "503");
        }
    }

    @Test
    void anEndpointThatIsNoneIsTold() {
        try (var served = new Served()) {
            assertThatThrownBy(() -> Traces.open(served.lab, "no address", _ -> {})).isInstanceOf(Problem.class)
                    .hasMessageContaining(Traces.VARIABLE);
        }
    }

    @Test
    void aCollectorThatIsDownHarmsNoTurn() {
        try (var served = new Served(); var _ = Traces.open(served.lab, "http://127.0.0.1:1", _ -> {})) {
            assertThat(served.post("/api/v1/chat", "{\"message\":\"Hello\"}").status()).isEqualTo(200);
        }
    }

    @Test
    void tracesThatNobodyTakesAreToldOnce() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        try (var collector = new Collector();
                var served = new Served();
                var _ = Traces.open(served.lab, collector.url() + "/elsewhere", told::add)) {
            served.post("/api/v1/chat", "{\"message\":\"Hello\"}");
            await().atMost(20, TimeUnit.SECONDS).until(() -> !told.isEmpty());
            served.post("/api/v1/chat", "{\"message\":\"Hello again\"}");
        }
        assertThat(told).singleElement().asString().startsWith("Traces do not reach http://127.0.0.1:")
                .contains(Traces.VARIABLE);
    }

    @Test
    void turnsSideBySideAndWhatLiesBetweenThemAreNotMixed() {
        var sent = new Kept();
        try (var served = new Served();
                var _ = new Traces(served.lab, SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(sent)).build())) {
            served.send("PUT", "/api/v1/faults",
                    "{\"sessions\":{\"side\":[\"service_unavailable(cure=attempts 1) first 1\"]}}");
            completion(served, "one");
            completion(served, "two");
            completion(served, "one");
            served.post("/api/v1/chat", "{\"session_id\":\"side\",\"message\":\"Hello\"}");
        }
        assertThat(sent.named("invoke_agent")).extracting(s -> s.getAttributes().get(longKey("lab.turn")))
                .containsExactly(2L, 1L, 3L);
        assertThat(sent.named("invoke_agent")).extracting(s -> sent.inside(s, "chat")).containsExactly(1L, 2L, 1L);
        assertThat(sent.named("invoke_agent")).extracting(s -> s.getStatus().getStatusCode())
                .doesNotContain(StatusCode.ERROR);
        var failed = sent.named("chat").stream().filter(s -> s.getStatus().getStatusCode() == StatusCode.ERROR)
                .toList();
        assertThat(failed).hasSize(1);
        assertThat(failed.getFirst().getAttributes().get(stringKey("gen_ai.response.model"))).isNull();
    }

    @Test
    void everyCallSaysWhyTheModelStopped() {
        var sent = new Kept();
        try (var served = new Served();
                var _ = new Traces(served.lab, SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(sent)).build())) {
            completion(served, "Where is my claim INS-2024-9876?");
            served.post("/s/side/v1/chat/completions", "{\"model\":\"m\",\"max_tokens\":2,\"messages\":[{\"role\":"
                    + "\"user\",\"content\":\"Where is my claim INS-2024-9876?\"}]}");
            served.post("/api/v1/chat", "{\"session_id\":\"own\",\"message\":\"Where is my claim INS-2024-9876?\"}");
        }
        assertThat(sent.named("chat")).extracting(s -> s.getAttributes().get(
                stringArrayKey("gen_ai.response.finish_reasons")))
                .containsExactly(List.of("stop"), List.of("length"), List.of("tool_calls"), List.of("stop"));
        assertThat(sent.named("chat")).allSatisfy(s -> {
            assertThat(s.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(s.getAttributes().asMap()).containsKeys(stringKey("gen_ai.request.model"),
                    stringKey("gen_ai.conversation.id"), stringKey("gen_ai.provider.name"));
        });
        assertThat(sent.named("execute_tool")).isNotEmpty().allSatisfy(s -> {
            assertThat(s.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(s.getAttributes().get(stringKey("gen_ai.tool.type"))).isEqualTo("function");
        });
    }

    private static void completion(Served served, String text) {
        served.post("/s/side/v1/chat/completions",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    /// The spans that were sent, in their order.
    private static final class Kept implements SpanExporter {
        private final List<SpanData> all = new CopyOnWriteArrayList<>();

        List<SpanData> named(String start) {
            return all.stream().filter(s -> s.getName().startsWith(start + " ")).toList();
        }

        long inside(SpanData parent, String start) {
            return named(start).stream().filter(s -> s.getParentSpanId().equals(parent.getSpanId())).count();
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            all.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() { return CompletableResultCode.ofSuccess(); }

        @Override
        public CompletableResultCode shutdown() { return CompletableResultCode.ofSuccess(); }
    }
}
