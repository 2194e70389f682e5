package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.lab.TurnPen;
import java.util.Optional;

/// Finds the turn that a call belongs to, or opens one: decides on its fault and writes that down. Immutable.
///
/// @param forced the fault that the call asks for
record Opening(Relay relay, RelaySession session, Call call, Optional<Ordered> forced) {
    private static final Injector INJECTOR = new Injector();

    /// The turn of which the call is the next attempt, else a new one.
    ///
    /// @param by the call on its way
    OpenTurn turn(TurnPen pen, RelayTurn by) {
        session.forgetWhatIsGone(pen);
        return session.again(call, this::goesOn).orElseGet(() -> {
            session.giveUp(pen, call, now(pen.clock()));
            var fresh = fresh(pen, by);
            session.opened(fresh);
            return fresh;
        });
    }

    /// A call that asks for another fault, or to be spared, is no attempt of a turn that began otherwise.
    private boolean goesOn(OpenTurn turn) {
        return call.spared() ? turn.current.call().spared() : forced.isEmpty() || forced.equals(turn.asked);
    }

    private static long now(LabClock clock) { return clock.now().toEpochMilli(); }

    private OpenTurn fresh(TurnPen pen, RelayTurn by) {
        var number = pen.next();
        var nowMs = now(pen.clock());
        var lab = relay.lab().settings();
        by.begins(pen, number,
                new LabEvent.MessageReceived(Text.of(said()), forced.map(Ordered::failure).orElse(null)));
        session.settings(pen, number, lab.faults());
        var before = pen.faults();
        var deciding = new Deciding(INJECTOR, lab.faults(), lab.plans().of(call.session()));
        var elapsed = session.elapsed(nowMs);
        var decided = call.spared()
                ? deciding.spare(pen, number)
                : deciding.decide(pen, number, forced, call.ask().streamed(), elapsed);
        by.begins(pen, number, new LabEvent.Decided(decided.decision()));
        var fresh = new OpenTurn(number, pen.drawKey(), nowMs, call.conversation(), decided.decision(), forced,
                decided.ordered(), by, pen.life());
        if (!fresh.onTheWire() && decided.decision().injected().isPresent()) {
            var config = Ordered.config(decided.decision().mode(), decided.settings());
            fresh.mode = INJECTOR.begin(decided.decision(), decided.settings(), before, decided.place(),
                    new CallersClock(pen.clock(), () -> fresh.current.call().left()),
                    new CallShadow(relay.source(), () -> fresh.current.call()),
                    e -> fresh.current.injected(e.withConfig(config)));
        }
        return fresh;
    }

    private String said() {
        var messages = call.messages();
        return messages.isEmpty() ? "" : messages.getLast().content();
    }
}
