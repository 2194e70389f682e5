package dev.kintsugi.workbench.kit;

import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/// Does work at most so often, however often it is asked to: at once after a rest, else when the rest is over.
/// On the FX thread only.
public final class Throttle {
    private final PauseTransition rest;
    private final Runnable work;
    private boolean asked;

    public Throttle(Duration gap, Runnable work) {
        this.rest = new PauseTransition(gap);
        this.work = work;
        rest.setOnFinished(_ -> {
            if (asked) {
                run();
            }
        });
    }

    public void ask() {
        asked = true;
        if (rest.getStatus() != Animation.Status.RUNNING) {
            run();
        }
    }

    /// Drops what was asked and not done.
    public void stop() {
        rest.stop();
        asked = false;
    }

    private void run() {
        asked = false;
        rest.playFromStart();
        work.run();
    }
}
