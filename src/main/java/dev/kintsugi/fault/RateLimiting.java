package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;

/// A 429 that asks to wait. Whoever waits that long gets through.
record RateLimiting() implements Breakage {
    private static final Parameter RETRY_AFTER = Parameter.integer("retry_after", "Retry after", 2, 1, 3_600, "s",
            "How long the error asks to wait before the next call.");
    private static final Parameter OF = Parameter.choice("limit_of", "Limit of", "requests",
            List.of("requests", "tokens"), "Which of the provider's limits is met.");

    @Override
    public FailureMode mode() { return FailureMode.RATE_LIMITING; }

    @Override
    public List<Parameter> parameters() { return List.of(RETRY_AFTER, OF); }

    @Override
    public WireError error(Scene scene, Hit call) {
        var wait = scene.parameter(RETRY_AFTER.name());
        var text = ErrorText.of(scene, call, "text").replace("{retry_after}", wait).replace("{limit_of}",
                scene.parameter(OF.name()));
        return WireError.http(429, scene.parameter(OF.name()), "rate_limit_exceeded", text)
                .withRetryAfter(Duration.ofSeconds(Long.parseLong(wait)));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return new Cure.Elapsed(Duration.ofSeconds(scene.number(RETRY_AFTER.name())));
    }
}
