package dev.kintsugi.workbench.kit;

import java.util.function.LongConsumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// Says how much time has passed since a wait began: ten times a second, or once a second with reduced motion. For the
/// window's thread.
public final class Ticks {
    private static final long OFTEN_MS = 100;
    private static final long CALM_MS = 1_000;

    private final Appearance looks;
    private final LongConsumer passed;
    private final Timeline timeline = new Timeline();
    private long passedMs;

    /// @param passed is told the milliseconds
    public Ticks(Appearance looks, LongConsumer passed) {
        this.looks = looks;
        this.passed = passed;
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    /// Begins from nothing, unless it runs.
    public void start() {
        if (timeline.getStatus() != Animation.Status.RUNNING) {
            passedMs = 0;
            var every = looks.calm().getValue() ? CALM_MS : OFTEN_MS;
            timeline.getKeyFrames().setAll(new KeyFrame(Duration.millis(every), _ -> tick(every)));
            timeline.play();
        }
    }

    public void stop() { timeline.stop(); }

    private void tick(long everyMs) {
        passedMs += everyMs;
        passed.accept(passedMs);
    }
}
