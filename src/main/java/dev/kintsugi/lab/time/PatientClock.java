package dev.kintsugi.lab.time;

import dev.kintsugi.domain.time.ForwardingClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still while a person is asked: what people take does not count against any deadline of the agent
/// or of recovery. Safe for many threads.
///
/// @param people milliseconds that people took, shared by all such clocks of a session
public record PatientClock(LabClock clock, AtomicLong people) implements ForwardingClock {
    @Override
    public Instant now() { return clock.now().minusMillis(people.get()); }

    @Override
    public Waited sleep(Duration wait, WaitReason reason, CompletableFuture<?> until) {
        var before = clock.now();
        var waited = clock.sleep(wait, reason, until);
        if (reason == WaitReason.PERSON) {
            people.addAndGet(Duration.between(before, clock.now()).toMillis());
        }
        return waited;
    }

    @Override
    public LabClock live() { return new PatientClock(clock.live(), people); }
}
