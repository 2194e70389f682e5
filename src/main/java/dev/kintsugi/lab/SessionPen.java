package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.recovery.Delivery;

/// The pen over a session's own parts. For one piece of work in the session's lane.
record SessionPen(SessionCore session) implements TurnPen {
    @Override
    public SessionId id() { return session.id(); }

    @Override
    public long drawKey() { return session.drawKey(); }

    @Override
    public long seed() { return session.spec().seed(); }

    @Override
    public LabClock clock() { return session.clock().live(); }

    @Override
    public SessionFaults faults() { return session.faults(); }

    @Override
    public int next() { return session.turns() + 1; }

    @Override
    public void settings(int turn, FaultSettings faults) { session.settings(turn, faults); }

    @Override
    public long record(int turn, LabEvent event, long cause) { return session.record(turn, event, cause); }

    @Override
    public Object life() { return session; }

    @Override
    public void commit(int turn) { session.commit(turn); }

    @Override
    public void served(int turn, LabEvent.CallServed call) {
        record(turn, call, 0);
        session.concludeServed(turn, call);
    }

    @Override
    public void conclude(int turn, End end) {
        var facts = new Outcomes.Facts(end.decided(), end.faulted(), end.errors(), end.first());
        var delivery = new Delivery(end.status(), end.text(), end.by(), end.model(), end.attempt(), null, null);
        record(turn, new LabEvent.Delivered(end.status(), Text.of(end.text()), end.by(), end.model()), 0);
        record(turn, new LabEvent.TurnConcluded(Outcomes.status(facts), Outcomes.naturalStatus(facts), end.status(),
                Outcomes.of(facts, delivery), end.attempts(), end.tokens(), end.tookMs()), 0);
        session.concludeForeign(turn, end.attempts(), end.messages());
    }
}
