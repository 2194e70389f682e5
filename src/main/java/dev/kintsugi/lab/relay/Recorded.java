package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.TurnPen;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes to the log of a session of the lab.
record Recorded(Lab lab, Session session) implements Notebook {
    @Override
    public SessionId id() { return session.id(); }

    @Override
    public <T extends @Nullable Object> T write(Function<TurnPen, T> work) {
        try {
            return session.write(work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            if (session.closed()) {
                throw new Problem("The session " + id() + " was closed meanwhile",
                        "another program or person who used it too is done with it", "Ask again", e);
            }
            throw e;
        }
    }

    @Override
    public boolean tryAtOnce(BooleanSupplier action) { return lab.isPrompt(id()) && session.tryAtOnce(action); }

    @Override
    public boolean closed() { return session.closed(); }

    @Override
    public void close() { lab.close(session.id()); }
}
