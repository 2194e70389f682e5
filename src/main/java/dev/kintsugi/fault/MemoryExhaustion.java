package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// The state is said to be too large to process. Safe by construction: it is a sentence, no memory is used up. Less
/// state gets through.
record MemoryExhaustion() implements Breakage {
    private static final Parameter CAP = Parameter.integer("state_limit", "State cap", 65_536, 64, 1_000_000_000,
            "bytes", "The cap that the error quotes; three quarters of the state when the state is no larger.");

    @Override
    public FailureMode mode() { return FailureMode.MEMORY_EXHAUSTION; }

    @Override
    public List<Parameter> parameters() { return List.of(CAP); }

    @Override
    public int limit(Scene scene, Load load) {
        var cap = (int) scene.number(CAP.name());
        return load.bytes() > cap ? cap : Math.max(1, load.bytes() * 3 / 4);
    }

    @Override
    public WireError error(Scene scene, Hit call) {
        return WireError.of(WireFault.STATE_TOO_LARGE, ErrorText.of(scene, call, "text"));
    }

    @Override
    public Cure cure(Scene scene, int limit) { return new Cure.StateFits(limit); }
}
