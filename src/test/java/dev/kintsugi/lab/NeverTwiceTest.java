package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.OwnAgent;
import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A bank that pays as often as it is told to, keys or not, and may fail before it pays or when it is to say so. Whatever
/// recovery does around it, each turn's payment is made once at most.
class NeverTwiceTest {
    private static final int SESSIONS = 250;
    private static final int TURNS = 8;
    private static final List<String> POLICIES = List.of("standard", "conversational", "supervised", "only retry",
            "only hedge", "only model_fallback", "standard without breaker");
    private static final List<FailureMode> MODES = List.of(FailureMode.API_TIMEOUT, FailureMode.SERVICE_UNAVAILABLE,
            FailureMode.RATE_LIMITING, FailureMode.HALLUCINATION, FailureMode.INFINITE_LOOP);

    private final Map<String, Integer> payments = new HashMap<>();
    private SplittableRandom random = new SplittableRandom(0);
    private int failures;

    /// The act that is asked for is the turn's, whatever key it comes with.
    private Object pay(OwnTool.Call call) {
        var before = random.nextInt(4) == 0;
        if (!before) {
            payments.merge(call.text("turn"), 1, Integer::sum);
        }
        if (before || random.nextInt(3) == 0) {
            failures++;
            throw new IllegalStateException("the line broke");
        }
        return "paid " + call.text("turn");
    }

    /// Who has looked it up says how it is, or cannot tell.
    private Fate fate(String key, Map<String, String> turns) {
        var turn = turns.getOrDefault(key, "");
        return random.nextBoolean()
                ? new Fate.Unknown()
                : payments.containsKey(turn)
                        ? new Fate.Done(new ToolResult("{\"result\":\"paid\"}", true, 0, false))
                        : new Fate.NotDone();
    }

    private OwnAgent teller() {
        var turns = new HashMap<String, String>();
        var pay = OwnTool.acts("pay", call -> {
            turns.put(call.key(), call.text("turn"));
            return pay(call);
        }).telling(key -> fate(key, turns));
        return OwnAgent.of("Teller", talk -> "It says " + talk.use("pay", Map.of("turn", talk.question()))).using(pay);
    }

    private void session(Lab lab, int number) {
        random = new SplittableRandom(number);
        var spec = SessionSpec.of(lab.settings()).withPolicy(POLICIES.get(number % POLICIES.size()))
                .virtual(Instant.EPOCH, "").asking(new ScriptedPeople(IntStream.range(0, 40)
                        .mapToObj(_ -> new Act(random.nextBoolean() ? Act.Kind.HAND_BACK : Act.Kind.SILENT,
                                Duration.ofSeconds(2), "look again"))
                        .toList()));
        var session = lab.begin(spec);
        for (int turn = 0; turn < TURNS; turn++) {
            var mode = random.nextInt(3) == 0 ? MODES.get(random.nextInt(MODES.size())) : null;
            session.say("payment " + turn + " of " + number, mode).join();
        }
        lab.close(session.id());
    }

    @Test
    void noPaymentIsMadeTwiceWhateverFailsAndWhateverRecoveryDoes() {
        try (var lab = Lab.inMemory(LabSettings.defaults(), (settings, seed, clock) -> teller())) {
            IntStream.range(0, SESSIONS).forEach(number -> session(lab, number));
        }
        assertThat(payments.entrySet()).filteredOn(paid -> paid.getValue() > 1).isEmpty();
        assertThat(payments).hasSizeGreaterThan(SESSIONS * TURNS / 2);
        assertThat(failures).as("so that there was something to do again").isGreaterThan(SESSIONS);
    }
}
