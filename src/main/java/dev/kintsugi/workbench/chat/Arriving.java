package dev.kintsugi.workbench.chat;

import dev.kintsugi.workbench.kit.Bench;
import org.jspecify.annotations.Nullable;

/// The reply that is arriving, and the one that was taken back before it. Immutable.
///
/// @param withdrawn what the user saw and recovery took back; empty when nothing was
public record Arriving(String text, boolean tentative, String withdrawn) {
    static final Arriving NOTHING = new Arriving("", false, "");

    /// What is arriving after the draft changed: a tentative draft that goes while its turn does not end was withdrawn.
    Arriving next(Bench.@Nullable Draft before, Bench.@Nullable Draft now) {
        if (now == null) {
            return before != null && before.tentative() ? new Arriving("", false, before.text()) : this;
        }
        var takenBack = before != null && before.turn() == now.turn() && before.attempt() != now.attempt()
                ? before.text()
                : withdrawn;
        return new Arriving(now.text(), now.tentative(), takenBack);
    }
}
