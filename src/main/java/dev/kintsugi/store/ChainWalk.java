package dev.kintsugi.store;

import dev.kintsugi.domain.event.Chain;
import java.util.Optional;

/// Follows the lines of a session from its first, each by its own hash and its predecessor's. Used by one thread.
final class ChainWalk {
    private long sequence;
    private String hash = Chain.GENESIS;
    private long broken;

    void line(String text) {
        sequence++;
        Optional<LogLine> line = LogLine.proven(text)
                .filter(l -> l.sequence() == sequence && l.prev().equals(hash));
        broken += line.isEmpty() ? 1 : 0;
        hash = line.map(LogLine::hash).orElse("");
    }

    long sequence() { return sequence; }

    String hash() { return hash; }

    /// Lines that were altered or do not follow.
    long broken() { return broken; }

    boolean endsAt(long last, String head) { return broken == 0 && sequence == last && hash.equals(head); }
}
