package dev.kintsugi.workbench.kit;

import dev.kintsugi.lab.Session;
import java.util.function.Supplier;

/// What every feature is given: the lab, the one selection, the one table of actions, and the rest of the kit.
/// Immutable; its parts belong to the FX thread, but for the pump.
public record Desk(LabFeed lab, Bench bench, Actions actions, Undo undo, Jobs jobs, Notices notices, Pump pump,
        Appearance appearance, Prices prices) {
    /// Plays something once more in a session of its own and lays it on the bench. Call on the FX thread.
    ///
    /// @param play is called on another thread
    public void play(String what, Supplier<Session> play, Runnable toBench) {
        jobs.run("Play " + what, _ -> {
            var session = play.get();
            pump.inOrder(() -> {
                lab.show(session);
                toBench.run();
            });
            return "";
        });
    }
}
