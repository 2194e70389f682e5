package dev.kintsugi.report.audit;

import java.util.Map;
import java.util.Optional;

/// The last line of an exported log: how many lines came before it, and the hash of the last of them. Immutable.
///
/// @param session whose log it is
public record Closing(String session, long count, String head) {
    /// The line.
    public String line() {
        return "{\"end\":{\"session\":\"" + session + "\",\"count\":" + count + ",\"head\":\"" + head + "\"}}";
    }

    /// The closing on a parsed line, when it is one.
    static Optional<Closing> of(Map<?, ?> line) {
        return line.get("end") instanceof Map<?, ?> end && end.get("count") instanceof Number count
                && end.get("session") instanceof String session && end.get("head") instanceof String head
                        ? Optional.of(new Closing(session, count.longValue(), head))
                        : Optional.empty();
    }
}
