package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedStateTest extends StateStoreContract {
    private final VirtualClock clock = new VirtualClock(Rows.START);

    @Override
    StateStore open() { return new EmbeddedState(clock); }

    @Override
    void pass(Duration time) { clock.advance(time); }

    @Test
    void whenItIsFullTheOneUnusedForLongestGoes() {
        var small = new EmbeddedState(clock, 2);
        var c = new SessionId("c");
        small.state(A, "{}");
        small.state(B, "{}");
        assertThat(small.state(A)).isPresent();
        small.state(c, "{}");
        assertThat(small.state(B)).isEmpty();
        assertThat(small.state(A)).isPresent();
        assertThat(small.size()).isEqualTo(2);
    }

    @Test
    void whenItIsFullTheExpiredGoFirst() {
        var small = new EmbeddedState(clock, 2);
        small.message(A);
        small.state(B, "{}");
        clock.advance(Duration.ofMinutes(1));
        assertThat(small.state(B)).isPresent();
        small.state(A, "{}");
        assertThat(small.state(B)).isPresent();
        assertThat(small.size()).isEqualTo(2);
    }
}
