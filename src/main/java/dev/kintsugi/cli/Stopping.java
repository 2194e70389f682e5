package dev.kintsugi.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import sun.misc.Signal;

/// Ctrl-C and SIGTERM for work that ends in order: the first ends it so, one more at once. Stateless.
final class Stopping {
    /// The exit code of what was cancelled.
    static final int CANCELLED = 130;

    /// Shells add the signal's number to it.
    private static final int SIGNALLED = 128;

    private Stopping() {}

    /// Opens when one of the two came, for what goes on until then.
    static CountDownLatch told() {
        var told = new CountDownLatch(1);
        cancelled(told::countDown);
        return told;
    }

    /// Whether Ctrl-C came. The first lets what is under way finish; one more ends at once.
    static BooleanSupplier onCtrlC() {
        var code = heeded(List.of("INT"), () -> {});
        return () -> code.getAsInt() != 0;
    }

    /// The exit code of what one of the two cancelled; 0 as long as none came. One more ends at once.
    ///
    /// @param first what the first does
    static IntSupplier cancelled(Runnable first) { return heeded(List.of("INT", "TERM"), first); }

    private static IntSupplier heeded(List<String> names, Runnable first) {
        var code = new AtomicInteger();
        for (var name : names) {
            Signal.handle(new Signal(name), signal -> {
                var told = SIGNALLED + signal.getNumber();
                if (!code.compareAndSet(0, told)) {
                    Runtime.getRuntime().halt(told);
                }
                first.run();
            });
        }
        return code::get;
    }
}
