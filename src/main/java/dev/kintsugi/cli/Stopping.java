package dev.kintsugi.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/// Ctrl-C for work that ends in order. Stateless.
final class Stopping {
    /// The exit code of what was cancelled.
    static final int CANCELLED = 130;

    private Stopping() {}

    /// Whether Ctrl-C came. The first lets what is under way finish; one more ends at once.
    static BooleanSupplier onCtrlC() { return onCtrlC(() -> {}); }

    /// The same.
    ///
    /// @param first what the first Ctrl-C does besides
    static BooleanSupplier onCtrlC(Runnable first) {
        var told = new AtomicBoolean();
        Signal.handle(new Signal("INT"), _ -> {
            if (told.getAndSet(true)) {
                Runtime.getRuntime().halt(CANCELLED);
            }
            first.run();
        });
        return told::get;
    }
}
