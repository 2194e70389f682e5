package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.StoreHealth;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Tells what the store could not do of what it was asked, and takes that back when it is asked again, and when it was the
/// store's trouble and that is over. On the FX thread only.
final class StoreNotices {
    private final Notices notices;
    private final Map<Object, Told> told = new HashMap<>();

    private record Told(Notice notice, boolean passing) {}

    StoreNotices(ObservableValue<StoreHealth> store, Notices notices) {
        this.notices = notices;
        store.subscribe((before, now) -> {
            if (now.healthy()) {
                wellAgain(before.trouble());
            }
        });
    }

    /// @param asked what it was asked; only the last trouble with it is told
    void problem(Object asked, Throwable trouble) {
        again(asked);
        var notice = Notice.of(trouble);
        told.put(asked, new Told(notice, Notice.root(trouble) instanceof Problem known
                && known.exit() == Problem.Exit.UNAVAILABLE));
        notices.show(notice);
    }

    /// What is tried again is not called broken any longer.
    void again(Object asked) {
        var before = told.remove(asked);
        if (before != null) {
            notices.dismiss(before.notice());
        }
    }

    private void wellAgain(@Nullable Problem trouble) {
        var gone = trouble == null ? null : Notice.of(trouble);
        told.values().removeIf(each -> {
            var over = each.passing() || gone != null && each.notice().sameAs(gone);
            if (over) {
                notices.dismiss(each.notice());
            }
            return over;
        });
    }
}
