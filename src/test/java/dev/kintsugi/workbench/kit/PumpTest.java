package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PumpTest {
    private final AtomicInteger crossings = new AtomicInteger();
    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

    private Pump pump() {
        return new Pump(work -> {
            crossings.incrementAndGet();
            work.run();
        });
    }

    @Test
    void theNewestOfATopicWinsAndThousandsCostFewCrossings() {
        try (var pump = pump()) {
            IntStream.rangeClosed(1, 20_000).forEach(i -> pump.latest("topic", () -> seen.add(i)));
            await().until(() -> seen.contains(20_000));
            assertThat(seen.size()).isLessThan(200).isEqualTo(crossings.get());
            assertThat(seen).isSorted();
        }
    }

    @Test
    void whatIsQueuedInOrderIsNeverDropped() {
        try (var pump = pump()) {
            var all = IntStream.rangeClosed(1, 1_000).boxed().toList();
            all.forEach(i -> pump.inOrder(() -> seen.add(i)));
            await().until(() -> seen.size() == 1_000);
            assertThat(seen).isEqualTo(all);
        }
    }

    @Test
    void whatFailsTakesNothingOfTheRestWithIt() {
        try (var pump = new Pump(Runnable::run)) {
            pump.latest("before", () -> seen.add(0));
            await().until(() -> seen.contains(0));
            pump.inOrder(() -> {
                throw new IllegalStateException("planted");
            });
            pump.inOrder(() -> seen.add(1));
            await().until(() -> seen.contains(1));
        }
    }

    @Test
    void aClosedPumpDoesNothing() {
        var pump = pump();
        pump.close();
        pump.latest("topic", () -> seen.add(1));
        assertThat(seen).isEmpty();
    }
}
