package dev.kintsugi.gateway.http;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Wakes a loop when its next task is due, not up to a millisecond later: Java's selectors count whole milliseconds. The
/// last of them passes without the selector, so that what arrives meanwhile waits for the task too. Used by its loop alone
/// but for [#wakeup].
final class Punctual implements IoHandler {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    /// Tasks that are due so close to each other are done together: waking costs more than many of them, in nanoseconds.
    private static final long TOGETHER = TimeUnit.MICROSECONDS.toNanos(200);

    private final IoHandler selecting;
    private volatile @Nullable Thread parked;
    private boolean prompt;

    Punctual(IoHandler selecting) { this.selecting = selecting; }

    static IoHandlerFactory factory() {
        var selecting = NioIoHandler.newFactory();
        return (ThreadAwareExecutor loop) -> new Punctual(selecting.newHandler(loop));
    }

    @Override
    public int run(IoHandlerContext context) {
        if (context.canBlock()) {
            var delay = context.delayNanos(System.nanoTime());
            if (delay < MILLISECOND) {
                bePrompt();
                await(Math.max(delay, TOGETHER), context);
            }
        }
        return selecting.run(new WholeMilliseconds(context));
    }

    /// A loop that has a time to keep asks to be run soon when it wakes, once there is a way to ask.
    private void bePrompt() {
        if (!prompt && TimeSlice.found().isDone()) {
            prompt = true;
            TimeSlice.found().join().ifPresent(TimeSlice::shorten);
        }
    }

    /// Who wakes the loop has given it something to do before, so that one of the two sees the other.
    private void await(long nanos, IoHandlerContext context) {
        parked = Thread.currentThread();
        if (context.canBlock()) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = null;
    }

    @Override
    public void wakeup() {
        selecting.wakeup();
        LockSupport.unpark(parked);
    }

    @Override
    public void initialize() { selecting.initialize(); }

    @Override
    public void prepareToDestroy() { selecting.prepareToDestroy(); }

    @Override
    public void destroy() { selecting.destroy(); }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception { return selecting.register(handle); }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) { return selecting.isCompatible(type); }

    /// Has the selector wait too short rather than too long.
    private record WholeMilliseconds(IoHandlerContext context) implements IoHandlerContext {
        @Override
        public boolean canBlock() { return context.canBlock(); }

        @Override
        public long delayNanos(long now) {
            var delay = context.delayNanos(now);
            return delay == Long.MAX_VALUE ? delay : delay - delay % MILLISECOND;
        }

        @Override
        public long deadlineNanos() { return context.deadlineNanos(); }

        @Override
        public void reportActiveIoTime(long nanos) { context.reportActiveIoTime(nanos); }

        @Override
        public boolean shouldReportActiveIoTime() { return context.shouldReportActiveIoTime(); }
    }
}
