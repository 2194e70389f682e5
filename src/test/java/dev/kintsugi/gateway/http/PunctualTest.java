package dev.kintsugi.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunctualTest {
    private final Selecting selecting = new Selecting();
    private final Punctual punctual = new Punctual(selecting);

    @Test
    void aSelectorWaitsForWholeMillisecondsAtMost() {
        punctual.run(new Loop(true, 2_700_000));

        assertThat(selecting.delays).containsExactly(2_000_000L);
    }

    @Test
    void whatIsDueWithinAMillisecondIsWaitedForWithoutTheSelector() {
        var begin = System.nanoTime();

        punctual.run(new Loop(true, 600_000));

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(600_000);
        assertThat(selecting.delays).containsExactly(0L);
    }

    @Test
    void aLoopWithNothingToWaitForIsLeftAsItIs() {
        punctual.run(new Loop(true, Long.MAX_VALUE));

        assertThat(selecting.delays).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void aLoopWithSomethingToDoDoesNotWait() {
        punctual.run(new Loop(false, 900_000) {
            @Override
            public long delayNanos(long now) {
                assertThat(selecting.runs).as("asked before the selector ran").isOne();
                return super.delayNanos(now);
            }
        });

        assertThat(selecting.delays).containsExactly(0L);
    }

    @Test
    void whoWakesTheLoopWakesTheSelector() {
        punctual.wakeup();

        assertThat(selecting.woken).isTrue();
    }

    static class Loop implements IoHandlerContext {
        private final boolean idle;
        private final long delay;

        Loop(boolean idle, long delay) {
            this.idle = idle;
            this.delay = delay;
        }

        @Override
        public boolean canBlock() { return idle; }

        @Override
        public long delayNanos(long now) { return delay; }

        @Override
        public long deadlineNanos() { return delay; }
    }

    /// Notes how long it might wait.
    static final class Selecting implements IoHandler {
        private final List<Long> delays = new ArrayList<>();
        private int runs;
        private boolean woken;

        @Override
        public int run(IoHandlerContext context) {
            runs++;
            delays.add(context.delayNanos(System.nanoTime()));
            return 0;
        }

        @Override
        public IoRegistration register(IoHandle handle) { throw new UnsupportedOperationException(); }

        @Override
        public void wakeup() { woken = true; }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) { return true; }
    }
}
