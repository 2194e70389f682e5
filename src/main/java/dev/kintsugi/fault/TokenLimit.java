package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// The prompt is said not to fit the context window: a 400 that quotes the limit and the counted tokens. A shorter
/// prompt gets through.
record TokenLimit() implements Breakage {
    private static final Parameter THRESHOLD = Parameter.integer("token_threshold", "Quoted limit", 1_000, 16,
            10_000_000, "tokens",
            "The limit that the error quotes; three quarters of the prompt when the prompt is no longer than that.");

    @Override
    public FailureMode mode() { return FailureMode.TOKEN_LIMIT; }

    @Override
    public List<Parameter> parameters() { return List.of(THRESHOLD); }

    @Override
    public boolean onTools() { return false; }

    /// An error that quotes more room than the prompt needs would give itself away.
    @Override
    public int limit(Scene scene, Load load) {
        var threshold = (int) scene.number(THRESHOLD.name());
        return load.tokens() > threshold ? threshold : Math.max(1, load.tokens() * 3 / 4);
    }

    @Override
    public WireError error(Scene scene, Hit call) {
        return WireError.http(400, "invalid_request_error", "context_length_exceeded",
                ErrorText.of(scene, call, "text")).withLimit(call.limit());
    }

    @Override
    public Cure cure(Scene scene, int limit) { return new Cure.PromptFits(limit); }
}
