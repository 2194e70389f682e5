package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;

/// A 503: the service is down for a moment. It passes with time, and other models are not down.
record ServiceUnavailable() implements Breakage {
    private static final Parameter OUTAGE = Parameter.integer("outage", "Down for", 1, 1, 3_600, "s",
            "How long the service is down after the first refused call, in lab time.");

    @Override
    public FailureMode mode() { return FailureMode.SERVICE_UNAVAILABLE; }

    @Override
    public List<Parameter> parameters() { return List.of(OUTAGE); }

    @Override
    public WireError error(Scene scene, Hit call) {
        return WireError.http(503, "server_error", "", ErrorText.of(scene, call, "text"));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return Cure.AnyOf.of(new Cure.Elapsed(Duration.ofSeconds(scene.number(OUTAGE.name()))),
                new Cure.AnotherModel());
    }
}
