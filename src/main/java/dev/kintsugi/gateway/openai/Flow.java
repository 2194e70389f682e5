package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.gateway.http.Body;
import dev.kintsugi.gateway.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A provider's stream on its way to the caller, every byte as it came. The last event is held back until the end, so
/// that all can be written down before it leaves. For one thread.
final class Flow implements Early {
    private final Exchange exchange;
    private final UnaryOperator<Map<String, String>> headers;
    private final List<byte[]> passed = new ArrayList<>();
    private @Nullable Map<String, String> head;
    private @Nullable Body body;
    private byte @Nullable [] held;
    private boolean ended;

    /// @param headers makes the caller's headers of the provider's
    Flow(Exchange exchange, UnaryOperator<Map<String, String>> headers) {
        this.exchange = exchange;
        this.headers = headers;
    }

    @Override
    public void begins(Map<String, String> given) { head = headers.apply(given); }

    @Override
    public void event(byte[] event) {
        var before = held;
        held = event;
        passed.add(event);
        var open = body();
        if (before != null) {
            open.write(before);
            open.flush();
        }
    }

    @Override
    public void ends() { ended = true; }

    boolean hasBegun() { return head != null; }

    /// The events that have come so far.
    List<byte[]> passed() { return passed; }

    void finish() { rest().close(); }

    /// As the provider did: in order, whatever the stream lacks, or inside the body.
    void breakOff(WireFault how) {
        if (ended) {
            finish();
        } else {
            Passing.breakOff(rest().raw(), how);
        }
    }

    private Body rest() {
        var open = body();
        if (held != null) {
            open.write(held);
        }
        return open;
    }

    private Body body() {
        var open = body == null ? exchange.stream(200, Objects.requireNonNull(head)) : body;
        body = open;
        return open;
    }

    /// What a client sees of a stream that breaks off.
    static Ending ending(WireFault how) {
        return switch (how) {
            case STREAM_ERROR -> Ending.STREAM_ERROR;
            case MALFORMED -> Ending.BROKEN;
            case STALLED, READ_TIMEOUT -> Ending.STALLED;
            case RESET -> Ending.RESET;
            case HTTP, CONNECT, CONNECT_TIMEOUT, EMPTY, TRUNCATED, MISSING_KEY, STATE_TOO_LARGE -> Ending.CUT;
        };
    }
}
