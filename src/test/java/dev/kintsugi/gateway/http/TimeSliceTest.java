package dev.kintsugi.gateway.http;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimeSliceTest {
    private static final long SHORTEST = MICROSECONDS.toNanos(100);

    private static TimeSlice here() {
        var found = TimeSlice.found().join();
        assumeTrue(found.isPresent(), "only Linux 6.12 and later tells what a thread's slice is");
        return found.get();
    }

    @Test
    void aThreadGetsShortestSliceAndTheThreadsItBeginsDoNot() throws InterruptedException {
        var slice = here();
        var starter = slice.now();
        var before = new AtomicLong();
        var after = new AtomicLong();
        var child = new AtomicLong();

        var thread = Thread.ofPlatform().start(() -> {
            before.set(slice.now());
            slice.shorten();
            after.set(slice.now());
            CompletableFuture.runAsync(() -> child.set(slice.now()), work -> Thread.ofPlatform().start(work)).join();
        });
        thread.join();

        assertThat(after).hasValue(SHORTEST);
        assertThat(before).hasValueGreaterThan(SHORTEST);
        assertThat(child).hasValue(before.get());
        assertThat(slice.now()).isEqualTo(starter);
    }

    @Test
    void askingTwiceChangesNothing() throws InterruptedException {
        var slice = here();
        var after = new AtomicLong();

        Thread.ofPlatform().start(() -> {
            slice.shorten();
            slice.shorten();
            after.set(slice.now());
        }).join();

        assertThat(after).hasValue(SHORTEST);
    }

    @Test
    void aLoopThatHasATimeToKeepAsksForIt() throws InterruptedException {
        var slice = here();
        var idle = new AtomicLong();
        var punctual = new AtomicLong();

        Thread.ofPlatform().start(() -> {
            var loop = new Punctual(new PunctualTest.Selecting());
            loop.run(new PunctualTest.Loop(true, Long.MAX_VALUE));
            idle.set(slice.now());
            loop.run(new PunctualTest.Loop(true, 600_000));
            punctual.set(slice.now());
        }).join();

        assertThat(idle).hasValueGreaterThan(SHORTEST);
        assertThat(punctual).hasValue(SHORTEST);
    }
}
