package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.store.StoreHealth;
import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/// Tells a person what is waited for when the store takes long over something they asked for, and takes it back when it came.
final class LongWait {
    private static final int SECONDS = 3;

    private final ObservableValue<StoreHealth> store;
    private final Notices notices;
    private final Pump pump;

    LongWait(ObservableValue<StoreHealth> store, Notices notices, Pump pump) {
        this.store = store;
        this.notices = notices;
        this.pump = pump;
    }

    /// @param what is not done yet, in a sentence without its full stop
    void over(CompletableFuture<?> asked, String what) {
        var pause = new PauseTransition(Duration.seconds(SECONDS));
        pump.inOrder(() -> {
            pause.setOnFinished(_ -> {
                var notice = notice(what);
                notices.show(notice);
                asked.whenComplete((_, _) -> pump.inOrder(() -> notices.dismiss(notice)));
            });
            pause.play();
        });
        asked.whenComplete((_, _) -> pump.inOrder(pause::stop));
    }

    private Notice notice(String what) {
        var health = store.getValue();
        var trouble = health.trouble();
        return trouble == null
                ? new Notice(what, "it is read from " + health.name() + " (" + health.place()
                        + "), which takes longer than " + SECONDS + " s",
                        "Wait, it may come; if it does not, see that the store runs and can be reached", "")
                : new Notice(what, trouble.why(), trouble.todo(), "");
    }
}
