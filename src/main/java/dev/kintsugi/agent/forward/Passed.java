package dev.kintsugi.agent.forward;

import dev.kintsugi.domain.error.AgentError;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A provider's answer that is handed on as it is. Read by one thread, to its end or closed.
public final class Passed implements AutoCloseable {
    private final Incoming incoming;
    private final Map<String, String> headers;
    private final Function<ForwardFailure, AgentError> told;

    Passed(Incoming incoming, Map<String, String> headers, Function<ForwardFailure, AgentError> told) {
        this.incoming = incoming;
        this.headers = headers;
        this.told = told;
    }

    public int status() { return incoming.status(); }

    /// Those that are the answer's own, by small name.
    public Map<String, String> headers() { return headers; }

    /// Whether it comes as a stream of events.
    public boolean streams() { return headers.getOrDefault("content-type", "").startsWith("text/event-stream"); }

    /// The whole body.
    ///
    /// @throws AgentError when it breaks off
    public byte[] readAll() { return read(incoming::readAll); }

    /// The next bytes of the body, as many as came together; null at its end.
    ///
    /// @throws AgentError when it breaks off
    public byte @Nullable [] read() { return read(incoming::read); }

    private <T extends @Nullable Object> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (ForwardFailure e) {
            throw told.apply(e);
        }
    }

    @Override
    public void close() { incoming.close(); }
}
