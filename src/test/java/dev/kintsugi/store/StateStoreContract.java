package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StateStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of session state must do.
abstract class StateStoreContract {
    protected static final SessionId A = new SessionId("a");
    protected static final SessionId B = new SessionId("a.b");
    protected StateStore store;

    /// A store that holds nothing.
    abstract StateStore open();

    /// Lets the values in the store age.
    abstract void pass(Duration time);

    @BeforeEach
    void openIt() { store = open(); }

    @AfterEach
    void closeIt() { store.close(); }

    @Test
    void stateLivesForAnHourFromWhenItWasLastWritten() {
        store.state(A, "{\"n\":1}");
        pass(Duration.ofMinutes(40));
        store.state(A, "{\"n\":2}");
        pass(Duration.ofMinutes(60).minusSeconds(10));
        assertThat(store.state(A)).contains("{\"n\":2}");
        pass(Duration.ofSeconds(10));
        assertThat(store.state(A)).isEmpty();
    }

    @Test
    void aCheckpointLivesForTwoHoursUnderItsName() {
        store.checkpoint(A, "pre_request", "{\"n\":1}");
        store.checkpoint(A, "pre_failure", "{\"n\":2}");
        pass(Duration.ofHours(2).minusSeconds(10));
        assertThat(store.checkpoint(A, "pre_request")).contains("{\"n\":1}");
        assertThat(store.checkpoint(A, "pre_failure")).contains("{\"n\":2}");
        assertThat(store.checkpoint(A, "post_recovery")).isEmpty();
        assertThat(store.checkpoint(B, "pre_request")).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(store.checkpoint(A, "pre_request")).isEmpty();
    }

    @Test
    void failuresAreCountedForAnHour() {
        assertThat(store.failures(A)).isZero();
        assertThat(store.failed(A)).isEqualTo(1);
        assertThat(store.failed(A)).isEqualTo(2);
        assertThat(store.failures(A)).isEqualTo(2);
        assertThat(store.failures(B)).isZero();
        pass(Duration.ofHours(1));
        assertThat(store.failures(A)).isZero();
        assertThat(store.failed(A)).isEqualTo(1);
    }

    @Test
    void messagesAreCountedForAMinute() {
        assertThat(store.message(A)).isEqualTo(1);
        pass(Duration.ofSeconds(50));
        assertThat(store.message(A)).isEqualTo(2);
        assertThat(store.message(B)).isEqualTo(1);
        pass(Duration.ofSeconds(10));
        assertThat(store.message(A)).isEqualTo(1);
    }

    @Test
    void resettingForgetsEverythingOfOneSession() {
        for (var session : new SessionId[]{A, B}) {
            store.state(session, "{}");
            store.checkpoint(session, "pre_request", "{}");
            store.failed(session);
            store.message(session);
        }
        store.reset(A);
        assertThat(store.state(A)).isEmpty();
        assertThat(store.checkpoint(A, "pre_request")).isEmpty();
        assertThat(store.failures(A)).isZero();
        assertThat(store.message(A)).isEqualTo(1);
        assertThat(store.state(B)).isPresent();
        assertThat(store.checkpoint(B, "pre_request")).isPresent();
        assertThat(store.failures(B)).isEqualTo(1);
        assertThat(store.message(B)).isEqualTo(2);
    }

    @Test
    void noCountIsLostWhenManyCountAtOnce() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                pool.submit(() -> store.failed(A));
            }
        }
        assertThat(store.failures(A)).isEqualTo(500);
    }

    @Test
    void aStoreThatWorksSaysSo() {
        assertThat(store.health().healthy()).isTrue();
        assertThat(store.health().name()).isNotBlank();
    }
}
