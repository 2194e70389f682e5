package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Effective;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.workbench.kit.Desk;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The dials of the lab: its settings, and the session on the bench.
final class LabDials implements Dials {
    private final Desk desk;
    private final UnaryOperator<String> fixed;

    LabDials(Desk desk, UnaryOperator<String> fixed) {
        this.desk = desk;
        this.fixed = fixed;
    }

    @Override
    public FaultSettings settings() { return desk.lab().settings().get().faults(); }

    @Override
    public void change(Object key, String title, UnaryOperator<FaultSettings> change) {
        desk.lab().change(key, title, all -> all.withFaults(change.apply(all.faults())));
    }

    @Override
    public void seal() { desk.undo().seal(); }

    @Override
    public Map<FailureMode, Effective> effective() {
        var session = desk.lab().session().get();
        return session == null ? new Injector().effective(settings(), SessionFaults.NEW, 0) : session.effective();
    }

    @Override
    public Duration cooldownLeft() {
        var session = desk.lab().session().get();
        return session == null ? Duration.ZERO : session.cooldownLeft();
    }

    @Override
    public void endCooldown() {
        var session = desk.lab().session().get();
        if (session != null) {
            session.endCooldown();
        }
    }

    @Override
    public String fixed(String variable) { return fixed.apply(variable); }
}
