package dev.kintsugi.gateway.telemetry;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends every concluded turn as a trace to an OpenTelemetry collector (OTLP over HTTP), by the GenAI conventions. Turns
/// are read from what was put on disk, on a thread of its own: a collector that is slow or down harms no turn. Safe for
/// many threads.
public final class Traces implements AutoCloseable {
    /// The variable that names the collector, as OpenTelemetry has it.
    public static final String VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static final int CLOSING_SECONDS = 5;
    /// Held here, as a logger nobody holds forgets its level: what it has to say is told in words.
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry.exporter");

    private final SdkTracerProvider provider;
    private final TurnSpans spans;
    private final Watch watch;
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("traces").factory());
    private final Map<Place, List<Entry>> open = new HashMap<>();

    private record Place(SessionId session, int turn) {}

    Traces(Lab lab, SdkTracerProvider provider) {
        this.provider = provider;
        this.spans = new TurnSpans(provider.get("dev.kintsugi"), () -> provider(lab));
        this.watch = lab.follow(batch -> thread.execute(() -> take(batch)));
    }

    /// Begins to send.
    ///
    /// @param endpoint e.g. `http://127.0.0.1:4318`
    /// @param told gets a sentence when traces do not reach it, and when they do again
    /// @throws Problem when it is no address
    public static Traces open(Lab lab, String endpoint, Consumer<String> told) {
        LIBRARY.setLevel(Level.OFF);
        try {
            var base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
            var exporter = OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces").build();
            var processor = BatchSpanProcessor.builder(new Reaching(exporter, endpoint, told))
                    .setScheduleDelay(Duration.ofSeconds(1)).build();
            var resource = Resource.getDefault()
                    .toBuilder().put(AttributeKey.stringKey("service.name"), "kintsugi").build();
            return new Traces(lab,
                    SdkTracerProvider.builder().setResource(resource).addSpanProcessor(processor).build());
        } catch (IllegalArgumentException e) {
            throw new Problem(VARIABLE + " cannot be used", String.valueOf(e.getMessage()),
                    "Write it like http://127.0.0.1:4318, or unset it", e);
        }
    }

    /// The scripted agent is nobody's but the lab's; a provider is called as people call it, in the conventions' writing.
    private static String provider(Lab lab) {
        var provider = lab.settings().agent().provider();
        return provider == null ? "kintsugi" : provider.name().toLowerCase(Locale.ROOT);
    }

    private void take(Batch batch) {
        for (var entry : batch.entries()) {
            if (entry.event() instanceof LabEvent.SessionOpened opened) {
                spans.opened(batch.id(), opened);
            }
            take(new Place(batch.id(), entry.turn()), entry);
        }
    }

    /// Turns of one session may lie side by side, and what comes between them belongs to none.
    private void take(Place place, Entry entry) {
        if (entry.event() instanceof LabEvent.MessageReceived) {
            open.put(place, new ArrayList<>());
        }
        var turn = open.get(place);
        if (turn == null) {
            return;
        }
        turn.add(entry);
        if (entry.event() instanceof LabEvent.TurnConcluded || entry.event() instanceof LabEvent.TurnInterrupted) {
            open.remove(place);
            spans.turn(turn);
        }
    }

    /// Sends what is still on its way.
    @Override
    public void close() {
        watch.close();
        thread.shutdown();
        try {
            thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
