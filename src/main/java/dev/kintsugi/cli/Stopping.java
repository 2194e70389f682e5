package dev.kintsugi.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
        heed("INT", told);
        heed("TERM", told);
        return told;
    }

    private static void heed(String name, CountDownLatch told) {
        Signal.handle(new Signal(name), signal -> {
            if (told.getCount() == 0) {
                Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
            }
            told.countDown();
        });
    }

    /// Whether Ctrl-C came. The first lets what is under way finish; one more ends at once.
    static BooleanSupplier onCtrlC() {
        var told = new AtomicBoolean();
        Signal.handle(new Signal("INT"), _ -> {
            if (told.getAndSet(true)) {
                Runtime.getRuntime().halt(CANCELLED);
            }
        });
        return told::get;
    }

    /// The exit code of what one of the two cancelled; 0 as long as none came. One more ends at once.
    ///
    /// @param first what the first does
    static IntSupplier cancelled(Runnable first) {
        var code = new AtomicInteger();
        for (var name : List.of("INT", "TERM")) {
            Signal.handle(new Signal(name), signal -> {
                if (!code.compareAndSet(0, SIGNALLED + signal.getNumber())) {
                    Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
                }
                first.run();
            });
        }
        return code::get;
    }
}
