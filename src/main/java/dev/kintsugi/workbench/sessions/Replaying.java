package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.lab.Replay;
import dev.kintsugi.workbench.kit.Desk;

/// Plays a session again from nothing but its log and says whether the bytes came out the same.
final class Replaying {
    private final Desk desk;

    Replaying(Desk desk) { this.desk = desk; }

    void replay(SessionRow row) {
        desk.jobs().run("Replay session " + row.ordinal(), token -> {
            token.progress(-1, "working its turns out anew");
            return words(row, desk.lab().lab().replay(row.id()));
        });
    }

    /// Throws a [Problem] that names the first event that came out otherwise.
    static String words(SessionRow row, Replay replay) {
        replay.difference().ifPresent(first -> {
            throw new Problem("Session " + row.ordinal() + " came out otherwise",
                    "the first event that differs is event " + first.sequence() + " (turn " + first.turn() + ", "
                            + first.type() + "): " + String.join("; ", first.what()),
                    "Export it as JSON Lines and check it with: kintsugi verify FILE");
        });
        return "Session " + row.ordinal() + " came out the same, byte for byte: " + replay.turns()
                + (replay.turns() == 1 ? " turn, " : " turns, ") + replay.events() + " events, "
                + (replay.events() - replay.inputs()) + " of them worked out anew.";
    }
}
