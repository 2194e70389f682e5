package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Effective;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.SessionFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Dials that remember how they were turned.
final class TurnedDials implements Dials {
    FaultSettings settings = FaultSettings.defaults();
    Duration cooldown = Duration.ZERO;
    final List<String> log = new ArrayList<>();

    @Override
    public FaultSettings settings() { return settings; }

    @Override
    public void change(Object key, String title, UnaryOperator<FaultSettings> change) {
        settings = change.apply(settings);
        log.add(title);
    }

    @Override
    public void seal() { log.add("seal"); }

    @Override
    public Map<FailureMode, Effective> effective() { return new Injector().effective(settings, SessionFaults.NEW, 0); }

    @Override
    public Duration cooldownLeft() { return cooldown; }

    @Override
    public void endCooldown() { cooldown = Duration.ZERO; }

    @Override
    public String fixed(String variable) { return ""; }
}
