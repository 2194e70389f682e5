package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.TurnPen;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the turns of one session are written.
interface Notebook extends AutoCloseable {
    /// The session's name in the log.
    SessionId id();

    /// Has something written, alone, and waits until it is. Throws a [dev.kintsugi.domain.Problem] when it cannot be.
    <T extends @Nullable Object> T write(Function<TurnPen, T> work);

    /// Has something done at once, alone and on the caller's thread, unless there is something to wait for: false then,
    /// and nothing was done. What is written in its midst is written at once.
    boolean tryAtOnce(BooleanSupplier action);

    /// Whether somebody else closed it, so that nothing can be written any longer.
    boolean closed();

    @Override
    void close();
}
