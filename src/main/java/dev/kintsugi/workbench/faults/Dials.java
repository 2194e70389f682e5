package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Effective;
import dev.kintsugi.fault.FaultSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What the rail turns and reads; the lab has it. For the window's thread.
public interface Dials {
    FaultSettings settings();

    /// Changes the settings so that undo can take it back; changes of one key in a row are one step until [#seal()].
    void change(Object key, String title, UnaryOperator<FaultSettings> change);

    /// Ends a gesture.
    void seal();

    /// The chances of the next turn.
    Map<FailureMode, Effective> effective();

    Duration cooldownLeft();

    void endCooldown();

    /// Why a setting cannot be changed here, e.g. `set by FAILURE_RATE_MULTIPLIER`; empty when it can.
    String fixed(String variable);
}
