package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.StoreHealth;
import java.util.concurrent.CompletionException;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreNoticesTest {
    private static final Problem AWAY = new Problem("The store does not answer", "nobody listens there", "Start it",
            Problem.Exit.UNAVAILABLE, null);
    private static final Problem BROKEN = new Problem("The lab's database does not answer", "its disk is gone",
            "Look whether it is there", Problem.Exit.INTERNAL, null);
    private static final Problem UNKNOWN = new Problem("There is no such session", "it was deleted", "Choose another");

    private final SimpleObjectProperty<StoreHealth> store = new SimpleObjectProperty<>(health(null));
    private final Notices notices = new Notices();
    private final StoreNotices told = new StoreNotices(store, notices);

    private static StoreHealth health(@Nullable Problem trouble) {
        return new StoreHealth("Postgres", "here", trouble);
    }

    @Test
    void theStoresTroubleLeavesWhenItIsOver() {
        told.problem("open", new CompletionException(AWAY));
        told.problem("delete", BROKEN);
        store.set(health(BROKEN));
        assertThat(notices.shown()).hasSize(2);

        store.set(health(null));
        assertThat(notices.shown()).isEmpty();
    }

    @Test
    void whatIsWrongWithoutItStays() {
        store.set(health(AWAY));
        told.problem("open", UNKNOWN);
        store.set(health(null));

        assertThat(notices.shown()).extracting(Notice::what).containsExactly(UNKNOWN.what());
    }

    @Test
    void whatIsTriedAgainIsNotCalledBrokenAnyLonger() {
        told.problem("open", UNKNOWN);
        told.problem("delete", AWAY);
        told.again("open");

        assertThat(notices.shown()).extracting(Notice::what).containsExactly(AWAY.what());
    }
}
