package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;

/// A 429 that asks to wait: whoever waits that long gets through. Or one for a quota that is used up, which no waiting
/// brings back.
record RateLimiting() implements Breakage {
    private static final Parameter RETRY_AFTER = Parameter.integer("retry_after", "Retry after", 2, 1, 3_600, "s",
            "How long the error asks to wait before the next call.");
    private static final Parameter OF = Parameter.choice("limit_of", "Limit of", "requests",
            List.of("requests", "tokens", "quota"),
            "Which of the provider's limits is met. A used-up quota asks for no wait; only another credential helps.");

    @Override
    public FailureMode mode() { return FailureMode.RATE_LIMITING; }

    @Override
    public List<Parameter> parameters() { return List.of(RETRY_AFTER, OF); }

    @Override
    public WireError error(Scene scene, Hit call) {
        if (usedUp(scene)) {
            return WireError.http(429, "insufficient_quota", "insufficient_quota", ErrorText.of(scene, call, "quota"));
        }
        var wait = scene.parameter(RETRY_AFTER.name());
        var text = ErrorText.of(scene, call, "text").replace("{retry_after}", wait).replace("{limit_of}",
                scene.parameter(OF.name()));
        return WireError.http(429, scene.parameter(OF.name()), "rate_limit_exceeded", text)
                .withRetryAfter(Duration.ofSeconds(Long.parseLong(wait)));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return usedUp(scene)
                ? new Cure.AnotherCredential()
                : new Cure.Elapsed(Duration.ofSeconds(scene.number(RETRY_AFTER.name())));
    }

    private static boolean usedUp(Scene scene) { return scene.parameter(OF.name()).equals("quota"); }
}
