package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.util.List;

/// The call hangs for a drawn time, or until its deadline, and then has no answer. The second attempt gets through.
record ApiTimeout() implements Breakage {
    private static final Parameter DELAY = new Parameter("delay_range", "Hangs for", Parameter.Kind.RANGE, "5-30", 0,
            600, "s", "How long the call hangs: drawn between these two, but never beyond its deadline.", List.of());

    @Override
    public FailureMode mode() { return FailureMode.API_TIMEOUT; }

    @Override
    public List<Parameter> parameters() { return List.of(DELAY); }

    @Override
    public Duration delay(Scene scene) {
        var ends = scene.parameter(DELAY.name()).split("-", -1);
        var least = Integer.parseInt(ends[0]) * 1_000;
        return Duration.ofMillis(least + scene.dice().below("delay", Integer.parseInt(ends[1]) * 1_000 - least + 1));
    }

    @Override
    public WireError error(Scene scene, Hit call) {
        return WireError.of(WireFault.READ_TIMEOUT, ErrorText.of(scene, call, "text"));
    }

    @Override
    public Cure cure(Scene scene, int limit) { return new Cure.FromAttempt(2); }
}
