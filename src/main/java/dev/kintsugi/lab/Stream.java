package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import java.util.Optional;

/// The text that is on screen before its turn is settled. Used by the session's lane only.
final class Stream {
    private final SessionId session;
    private final Watchers watchers;
    private final StringBuilder shown = new StringBuilder();
    private int attempt;
    private boolean tentative;

    Stream(SessionId session, Watchers watchers) {
        this.session = session;
        this.watchers = watchers;
    }

    /// A new attempt begins: what it says starts from nothing.
    void begin(int number, boolean mayBeTakenBack) {
        attempt = number;
        tentative = mayBeTakenBack;
        shown.setLength(0);
    }

    void piece(int turn, String piece) {
        shown.append(piece);
        watchers.tell(new LabNews.Streaming(session, turn, attempt, shown.toString(), tentative));
    }

    /// Takes back what this attempt showed; what that was, when it was anything.
    Optional<String> withdraw(int turn) {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        var text = shown.toString();
        shown.setLength(0);
        watchers.tell(new LabNews.Withdrawn(session, turn, attempt));
        return Optional.of(text);
    }
}
