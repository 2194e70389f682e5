package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.recovery.Detection;
import java.util.Optional;

/// Says what is suspicious about a reply, or that nothing is. Stateless, safe for many threads, and sometimes wrong: its
/// precision and recall are measured from outside.
@FunctionalInterface
public interface Detector {
    /// A finding; its attempt is 0 until [Detectors] fills it in.
    Optional<Detection> check(Observation o);
}
