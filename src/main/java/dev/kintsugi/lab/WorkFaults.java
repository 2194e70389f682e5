package dev.kintsugi.lab;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.FaultedTurn;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Parameter;
import dev.kintsugi.fault.Shadow;
import dev.kintsugi.fault.TurnPlace;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The faults of a turn in which tools are used by a plan. It is decided once whether the turn is touched; a step may force
/// a fault of its own. No model is asked, so a fault that is aimed at the model strikes the first tool that is used. For one
/// turn and its lane.
final class WorkFaults {
    private static final String MODEL = "model";

    private final SessionCore session;
    private final Injector injector;
    private final FaultSettings settings;
    private final TurnPlace place;
    private final Consumer<LabEvent> record;
    private final Decision decision;
    private @Nullable FaultedTurn turn;
    private @Nullable FaultedTurn step;
    private boolean acted;
    private boolean now;

    /// Decides about the faults of a turn that has just begun.
    @FunctionalInterface
    interface Maker {
        WorkFaults faults(Consumer<LabEvent> record);
    }

    WorkFaults(SessionCore session, Injector injector, FaultSettings settings, @Nullable Failure forced, int number,
            Consumer<LabEvent> record) {
        this.session = session;
        this.injector = injector;
        this.settings = settings;
        this.record = record;
        this.place = new TurnPlace(session.place(number), session.drawKey(), session.spec().seed(),
                session.clock().now().toEpochMilli());
        this.decision = injector.decide(settings, session.faults(), place, forced);
        record.accept(new LabEvent.Decided(decision));
    }

    /// A step begins, with a fault of its own or none.
    ///
    /// @param parameters what differs from the mode's settings
    /// @param tool       the tool that it strikes, unless the parameters name another
    void step(@Nullable FailureMode mode, Map<String, String> parameters, String tool) {
        if (mode == null) {
            step = null;
            return;
        }
        var own = settings.mode(mode).withParameter(Parameter.TARGET, tool);
        for (var each : parameters.entrySet()) {
            own = own.withParameter(each.getKey(), each.getValue());
        }
        var with = settings.withMode(mode, own);
        var forced = injector.decide(with, session.faults(), place, mode);
        record.accept(new LabEvent.Decided(forced));
        step = begun(forced, with);
    }

    /// A use of this tool begins.
    Wire around(Wire inner, String tool) {
        now = false;
        if (step != null) {
            return step.around(inner);
        }
        if (turn == null) {
            turn = begun(decision, aimedAt(tool));
        }
        return turn.around(inner);
    }

    private FaultSettings aimedAt(String tool) {
        if (!(decision.mode() instanceof FailureMode mode) || !onTools(mode)) {
            return settings;
        }
        var own = settings.mode(mode);
        return own.parameters().getOrDefault(Parameter.TARGET, MODEL).equals(MODEL)
                ? settings.withMode(mode, own.withParameter(Parameter.TARGET, tool))
                : settings;
    }

    private static boolean onTools(FailureMode mode) {
        return Modes.parameter(mode, Parameter.TARGET).kind() == Parameter.Kind.TARGET;
    }

    private FaultedTurn begun(Decision decided, FaultSettings with) {
        return injector.begin(decided, with, session.faults(), place, session.work(),
                new NoModel(session.agent().name()),
                this::injected);
    }

    private void injected(LabEvent.Injected event) {
        acted = true;
        now = true;
        record.accept(event);
    }

    /// Whether a fault was decided on, acted on any use, and acted on the last one.
    boolean decided() { return decision.injected().isPresent(); }

    boolean acted() { return acted; }

    boolean actedNow() { return now; }

    void freshCredential() {
        if (step != null) {
            step.freshCredential();
        }
        if (turn != null) {
            turn.freshCredential();
        }
    }

    /// There is no answer of a model behind a use of a tool.
    private record NoModel(String agent) implements Shadow {
        @Override
        public AgentReply natural(CallKey key) { throw new IllegalStateException("no model is asked in a workflow"); }
    }
}
