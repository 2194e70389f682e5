package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;

/// Shared places as a session wrote down that it found them. Used by the thread that delivers.
record RecordedPlaces(String service, int width, SharedPast past) implements Places {
    @Override
    public boolean enter(Duration patience, LabClock clock, Runnable waits) {
        if (next(Step.Action.WAITS)) {
            waits.run();
            clock.sleep(patience, WaitReason.PLACE);
        }
        return !next(Step.Action.HELD_BACK);
    }

    private boolean next(Step.Action action) {
        return past.step(0).filter(s -> s.pattern().equals(BulkheadLayer.NAME) && s.action() == action).isPresent();
    }

    @Override
    public void leave() {
        // whoever waits for it is not there any more
    }

    @Override
    public Occupancy shown() { return new Occupancy(service, width, 0, 0, 0, 0, true); }
}
