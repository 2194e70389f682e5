package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Turns of one session side by side, as a program's parallel calls have them.
class ParallelTurnsTest {
    private static final int TURNS = 4_000;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Recovery recovery = new Recovery(
            new Policy("test", List.of(new Pattern.Cache(20, Duration.ofHours(1)), new Pattern.Checkpoint(1))),
            new Draws(42), new VirtualClock(Instant.parse("2024-11-22T10:00:00Z")), "Helper");

    private Delivery turn(int caller, int number) {
        var question = "Where is the damaged vehicle number " + caller + number + "?";
        var history = new ArrayList<Message>();
        IntStream.range(0, 10).forEach(i -> history.add(Message.assistant("reply " + i)));
        history.add(Message.user(question));
        var turn = new RecoveryTurn(new TurnId(new SessionId("s"), numbers.incrementAndGet()), 7, history, List.of(),
                List.of("alpha"), List.of());
        return recovery.deliver(turn, (ask, _) -> {
            if (number % 3 == 2) {
                throw Bench.error(Bench.down(), ask.model());
            }
            return new AgentReply("At the garage " + number + ".", ask.model(), Usage.NONE, FinishReason.STOP,
                    List.of(), 0, true);
        }, Watcher.NONE, TokenSink.NONE);
    }

    @Test
    void eachIsBroughtThrough() throws ExecutionException, InterruptedException {
        var callers = new ArrayList<Future<List<Delivery>>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 8; i++) {
                var caller = i;
                callers.add(threads.submit(
                        () -> IntStream.range(0, TURNS / 8).mapToObj(number -> turn(caller, number)).toList()));
            }
        }
        for (var caller : callers) {
            assertThat(caller.get()).allSatisfy(delivery -> assertThat(delivery.status())
                    .isIn(DeliveredStatus.REPLY, DeliveredStatus.STALE, DeliveredStatus.ERROR));
        }
        assertThat(recovery.health().turns()).isEqualTo(TURNS);
        assertThat(recovery.lastGood()).isNotEmpty();
    }
}
