package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.recovery.Step;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what a session's recovery did. Any thread may read.
final class Counts {
    private static final Set<String> GATES = Set.of(BreakerLayer.NAME, BulkheadLayer.NAME, RateLimiterLayer.NAME);

    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger rejections = new AtomicInteger();

    int turns() { return turns.get(); }

    int attempts() { return attempts.get(); }

    int rejections() { return rejections.get(); }

    void turn(int made) {
        turns.incrementAndGet();
        attempts.addAndGet(made);
    }

    /// Counts what passes on its way to whoever watches.
    Watcher around(Watcher watcher) { return new Counting(watcher); }

    private final class Counting implements Watcher {
        private final Watcher inner;

        Counting(Watcher inner) { this.inner = inner; }

        @Override
        public void step(Step s) {
            if (s.action() == Step.Action.HELD_BACK && GATES.contains(s.pattern())) {
                rejections.incrementAndGet();
            }
            inner.step(s);
        }

        @Override
        public void detected(Detection d) { inner.detected(d); }

        @Override
        public void judged(Judgement j) { inner.judged(j); }

        @Override
        public void tentative(int attempt) { inner.tentative(attempt); }

        @Override
        public void takenBack(int attempt) { inner.takenBack(attempt); }
    }
}
