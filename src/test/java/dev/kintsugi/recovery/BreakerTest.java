package dev.kintsugi.recovery;

import static dev.kintsugi.recovery.Bench.denied;
import static dev.kintsugi.recovery.Bench.down;
import static dev.kintsugi.recovery.Bench.fails;
import static dev.kintsugi.recovery.Bench.limited;
import static dev.kintsugi.recovery.Bench.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static void turns(Bench bench, int n) {
        for (int i = 0; i < n; i++) {
            bench.turn("Hello?");
        }
    }

    private static Circuit.State state(Bench bench) { return bench.recovery.circuits().getFirst().state(); }

    @Test
    void threeFailuresInARowOpenItAndTimeAndAProbeCloseIt() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL).then(fails(down()));
        turns(bench, 3);
        assertThat(state(bench)).isEqualTo(Circuit.State.OPEN);
        assertThat(bench.recovery.circuits().getFirst().until()).isEqualTo(bench.clock.now().plusSeconds(30));
        assertThat(bench.turn("Hello?").by()).isEqualTo("breaker");
        assertThat(bench.asks).hasSize(3);

        bench.clock.advance(Duration.ofSeconds(31));
        bench.replace(says("Back again."));
        assertThat(bench.turn("Hello?").text()).isEqualTo("Back again.");
        assertThat(state(bench)).isEqualTo(Circuit.State.CLOSED);
        assertThat(bench.steps).filteredOn(s -> s.action() == Step.Action.CIRCUIT).extracting(s -> s.note().value())
                .containsExactly("alpha: closed to open", "alpha: open to half-open", "alpha: half-open to closed");
    }

    @Test
    void itProbesAtTheMomentThatItNamesAndNotBefore() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL).then(fails(down()));
        turns(bench, 3);
        bench.clock.advance(Duration.ofMillis(29_999));
        turns(bench, 1);
        assertThat(bench.asks).hasSize(3);
        bench.clock.advance(Duration.ofMillis(1));
        turns(bench, 1);
        assertThat(bench.asks).hasSize(4);
    }

    @Test
    void aProbeThatFailsOpensItAgain() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL).then(fails(down()));
        turns(bench, 3);
        bench.clock.advance(Duration.ofSeconds(31));
        turns(bench, 2);
        assertThat(bench.asks).hasSize(4);
        assertThat(state(bench)).isEqualTo(Circuit.State.OPEN);
    }

    @Test
    void aCallFromBeforeItOpenedIsNoProbe() {
        var clock = new VirtualClock(Instant.EPOCH);
        var circuit = new ServiceCircuit("alpha", Pattern.Breaker.CONVERSATIONAL, clock);
        var early = circuit.admit();
        var alsoEarly = circuit.admit();
        for (int i = 0; i < 3; i++) {
            circuit.admit();
            circuit.failed(Bench.error(down(), "alpha"));
        }
        clock.advance(Duration.ofSeconds(31));
        var probe = circuit.admit();
        circuit.undecided(early);
        assertThat(circuit.admit()).isEqualTo(ServiceCircuit.REJECTED);
        circuit.succeeded(alsoEarly);
        assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
        circuit.undecided(probe);
        circuit.succeeded(circuit.admit());
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void aFailureFromBeforeItOpenedDoesNotKeepItOpenForLonger() {
        var clock = new VirtualClock(Instant.EPOCH);
        var circuit = new ServiceCircuit("alpha", Pattern.Breaker.CONVERSATIONAL, clock);
        for (int i = 0; i < 4; i++) {
            circuit.admit();
        }
        for (int i = 0; i < 3; i++) {
            circuit.failed(Bench.error(down(), "alpha"));
        }
        clock.advance(Duration.ofSeconds(20));
        circuit.failed(Bench.error(down(), "alpha"));
        assertThat(circuit.shown().opened()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(circuit.admit()).isNotEqualTo(ServiceCircuit.REJECTED);
    }

    @Test
    void countedInARowASuccessForgetsTheFailures() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL)
                .then(fails(down()), fails(down()), says("ok"), fails(down()), fails(down()), says("ok"));
        turns(bench, 6);
        assertThat(state(bench)).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void countedAmongTheLastCallsFiveFailuresOpenItSuccessesBetweenOrNot() {
        var bench = Bench.of(Pattern.Breaker.ORCHESTRATION).then(fails(down()), says("ok"), fails(down()), says("ok"),
                fails(down()), fails(down()), says("ok"), fails(down()));
        turns(bench, 7);
        assertThat(state(bench)).isEqualTo(Circuit.State.CLOSED);
        turns(bench, 1);
        assertThat(state(bench)).isEqualTo(Circuit.State.OPEN);
    }

    @Test
    void afterClosingItTakesAllFiveFailuresAgain() {
        var bench = Bench.of(Pattern.Breaker.ORCHESTRATION).then(fails(down()));
        turns(bench, 5);
        bench.clock.advance(Duration.ofSeconds(61));
        bench.replace(says("ok"));
        turns(bench, 1);
        bench.replace(fails(down()));
        turns(bench, 4);
        assertThat(state(bench)).isEqualTo(Circuit.State.CLOSED);
        turns(bench, 1);
        assertThat(state(bench)).isEqualTo(Circuit.State.OPEN);
    }

    @Test
    void wrongCredentialsAndRateLimitsDoNotOpenIt() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL).then(fails(denied()), fails(denied()), fails(denied()),
                fails(limited(Duration.ofSeconds(1))));
        turns(bench, 8);
        assertThat(state(bench)).isEqualTo(Circuit.State.CLOSED);
        assertThat(bench.asks).hasSize(8);
    }

    /// Two that got in each other's way say nothing about the service's health.
    @Test
    void aConflictDoesNotOpenIt() {
        var bench = Bench.of(Pattern.Breaker.CONVERSATIONAL)
                .then(Bench.fails(WireError.http(409, "conflict", "", "Another request is under way.")));
        turns(bench, 5);
        assertThat(bench.asks).hasSize(5);
    }

    @Test
    void aRejectionIsNotRetriedButFallsThroughToTheNextModel() {
        var bench = Bench.of(Pattern.ModelFallback.STANDARD, Pattern.Retry.STANDARD, Pattern.Breaker.CONVERSATIONAL)
                .then(ask -> ask.model().equals("alpha") ? fails(down()).apply(ask) : "From " + ask.model());
        turns(bench, 1);
        assertThat(state(bench)).isEqualTo(Circuit.State.OPEN);
        var before = bench.clock.now();
        var delivery = bench.turn("Are you there?");
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.REPLY);
        assertThat(delivery.model()).isEqualTo("beta");
        assertThat(bench.clock.now()).isEqualTo(before);
    }

    @Test
    void anOpenCircuitDegradesWithoutAnAttempt() {
        var bench = Bench.of(Pattern.Degrade.STANDARD, Pattern.Breaker.CONVERSATIONAL).then(fails(down()));
        turns(bench, 3);
        var delivery = bench.turn("Hello?");
        assertThat(delivery.status()).isEqualTo(DeliveredStatus.MESSAGE);
        assertThat(delivery.attempt()).isZero();
        assertThat(GracefulMessages.load().of(MessageKind.SERVICE_UNAVAILABLE)).contains(delivery.text());
    }
}
