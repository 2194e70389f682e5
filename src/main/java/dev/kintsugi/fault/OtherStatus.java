package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;

/// An error of the wire with a status that none of the twelve modes has, for made-up faults: it passes as an outage does.
record OtherStatus(int status) implements Breakage {
    private static final ServiceUnavailable LIKE = new ServiceUnavailable();

    @Override
    public FailureMode mode() { return LIKE.mode(); }

    @Override
    public List<Parameter> parameters() { return LIKE.parameters(); }

    @Override
    public WireError error(Scene scene, Hit call) {
        var type = status >= 500 ? "server_error" : status == 429 ? "requests" : "invalid_request_error";
        var code = status == 429 ? "rate_limit_exceeded" : "";
        var error = WireError.http(status, type, code,
                scene.ownTexts().isEmpty() ? "HTTP " + status : ErrorText.of(scene, call, "text"));
        return status == 429 ? error.withRetryAfter(Duration.ofSeconds(scene.number("outage"))) : error;
    }

    @Override
    public Cure cure(Scene scene, int limit) { return LIKE.cure(scene, limit); }
}
