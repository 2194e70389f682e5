package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.recovery.Detection;
import java.util.Optional;

/// Checks what a reply claims against the conversation, the knowledge and the results of tools.
public final class ClaimsDetector implements Detector {
    public static final String NAME = "claims";

    @Override
    public Optional<Detection> check(Observation o) { return Optional.empty(); }
}
