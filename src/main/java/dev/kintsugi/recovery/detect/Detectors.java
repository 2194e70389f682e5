package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.recovery.Detection;
import java.util.ArrayList;
import java.util.List;

/// All detectors there are, in the order in which their findings are told. Stateless.
public final class Detectors {
    private static final List<Detector> ALL = List.of(new EmptyDetector(), new TruncationDetector(), new LoopDetector(),
            new StallDetector(), new RefusalDetector(), new OffTopicDetector(), new ContradictionDetector(),
            new ClaimsDetector(), new ReasoningDetector(), new EffectDetector());

    private Detectors() {}

    /// What they find in the reply of this attempt.
    public static List<Detection> check(Observation o, int attempt) {
        var found = new ArrayList<Detection>(2);
        for (var detector : ALL) {
            detector.check(o)
                    .map(d -> new Detection(d.detector(), attempt, d.reason(), d.start(), d.end(), d.evidence()))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }
}
