package dev.kintsugi.network;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What went through a proxy so far, and on how much of it each of its toxics acted. Safe for many threads.
public final class Traffic {
    private final LongAdder[] received = {new LongAdder(), new LongAdder()};
    private final LongAdder[] sent = {new LongAdder(), new LongAdder()};
    private final LongAdder connections = new LongAdder();
    private final Map<String, LongAdder> acted = new ConcurrentHashMap<>();

    LongAdder received(Direction direction) { return received[direction.ordinal()]; }

    LongAdder sent(Direction direction) { return sent[direction.ordinal()]; }

    void connected() { connections.increment(); }

    void acted(ToxicRule rule) { acted.computeIfAbsent(rule.toxic().type(), _ -> new LongAdder()).increment(); }

    /// Bytes read from the side that a direction comes from.
    public long bytesReceived(Direction direction) { return received(direction).sum(); }

    /// Bytes written to the side that a direction goes to.
    public long bytesSent(Direction direction) { return sent(direction).sum(); }

    /// Connections that were made.
    public long connections() { return connections.sum(); }

    /// Connections on which toxics acted, by type; of [Toxic.Http], requests.
    public Map<String, Long> acted() {
        var all = new TreeMap<String, Long>();
        acted.forEach((type, times) -> all.put(type, times.sum()));
        return all;
    }
}
