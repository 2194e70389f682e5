package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import java.util.Locale;

/// An error in one line, for the people who watch recovery work. Stateless.
final class ErrorWords {
    private ErrorWords() {}

    /// E.g. `communication: read timeout from model (can heal)`.
    static String plain(AgentError error) {
        var wire = error.wire();
        var seen = wire.status() > 0 ? "HTTP " + wire.status() : words(wire.fault().name());
        var heals = wire.canHeal() ? "can heal by itself" : "does not heal by itself";
        return words(error.category().name()) + ": " + seen + " from " + error.context().target() + ", " + heals;
    }

    private static String words(String name) { return name.toLowerCase(Locale.ROOT).replace('_', ' '); }
}
