package dev.kintsugi.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.SessionRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static Batch turn(Outcome outcome) {
        var id = new SessionId("s");
        return new Batch(id, 1, 1, List.of(), "",
                new SessionRow(id, 1, "", Instant.EPOCH, Instant.EPOCH, 1, 0, 0, false),
                new InteractionRow(Instant.EPOCH, "{}", "{}", "success", "success", null, false, "", 1, 1, "m", "reply",
                        outcome.wire(), 1),
                List.of(), List.of(), List.of());
    }

    /// One turn of each outcome: a reply came whole in four, and of the failures that reached the agent one was mended.
    @Test
    void whatWasDeliveredSoundAndWhatWasMendedHaveTheirDenominators() {
        var counts = new Counts();
        for (var outcome : Outcome.values()) {
            counts.add(turn(outcome));
        }
        var rates = counts.rates();
        assertThat(rates.at("/turns_delivered_sound/hits").asInt()).isEqualTo(4);
        assertThat(rates.at("/turns_delivered_sound/n").asInt()).isEqualTo(Outcome.values().length);
        assertThat(rates.at("/failures_recovered/hits").asInt()).isEqualTo(1);
        assertThat(rates.at("/failures_recovered/n").asInt()).isEqualTo(3);
    }

    @Test
    void nothingIsNoRate() { assertThat(new Counts().rates().at("/turns_delivered_sound/rate").isNull()).isTrue(); }
}
