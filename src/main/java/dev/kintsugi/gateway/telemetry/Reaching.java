package dev.kintsugi.gateway.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Says when traces do not reach their collector, once, and once when they do again. Safe for many threads.
///
/// @param told gets a sentence
record Reaching(SpanExporter exporter, String collector, Consumer<String> told, AtomicBoolean lost)
        implements
            SpanExporter {
    Reaching(SpanExporter exporter, String collector, Consumer<String> told) {
        this(exporter, collector, told, new AtomicBoolean());
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = exporter.export(spans);
        return result.whenComplete(() -> tell(result.isSuccess()));
    }

    private void tell(boolean arrived) {
        if (arrived && lost.compareAndSet(true, false)) {
            told.accept("Traces reach " + collector + " again.");
        } else if (!arrived && lost.compareAndSet(false, true)) {
            told.accept(
                    "Traces do not reach " + collector + ": no collector takes them there. Turns go on without; start"
                            + " it, mend " + Traces.VARIABLE + ", or unset it.");
        }
    }

    @Override
    public CompletableResultCode flush() { return exporter.flush(); }

    @Override
    public CompletableResultCode shutdown() { return exporter.shutdown(); }
}
