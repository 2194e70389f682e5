package dev.kintsugi.recovery;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRule;
import java.time.Duration;
import java.util.List;

/// One way to put right what went wrong, with its settings. Immutable.
///
/// Settings that make no sense are refused with a [Problem]. The defaults are those that the field documents; each
/// pattern says its own.
public sealed interface Pattern {
    /// Its short name as policies and steps use it, e.g. `model fallback`.
    String name();

    /// Its name as the order prints it, e.g. `retry x3`.
    default String printed() { return name(); }

    /// A call that has no answer by then has failed. Default 30 s for each call.
    record Timeout(Duration perCall) implements Pattern {
        public static final Timeout STANDARD = new Timeout(Duration.ofSeconds(30));
        public static final Timeout CONVERSATIONAL = new Timeout(Duration.ofSeconds(5));

        public Timeout {
            Check.positive("timeout", "per_call", perCall);
        }

        @Override
        public String name() { return "timeout"; }
    }

    /// Stops asking a model that keeps failing, for a while, then lets a few probes through.
    ///
    /// @param failures    how many open the circuit: in a row, or among the last twice as many calls
    /// @param open        how long it stays open
    /// @param consecutive whether one success forgets the failures before it
    /// @param probes      calls let through when the time is over; one failure among them opens it again
    record Breaker(int failures, Duration open, boolean consecutive, int probes) implements Pattern {
        public static final Breaker ORCHESTRATION = new Breaker(5, Duration.ofSeconds(60), false, 1);
        public static final Breaker CONVERSATIONAL = new Breaker(3, Duration.ofSeconds(30), true, 1);

        public Breaker {
            Check.range("breaker", "failures", failures, 1, 1000);
            Check.positive("breaker", "open", open);
            Check.range("breaker", "probes", probes, 1, 100);
        }

        @Override
        public String name() { return "breaker"; }
    }

    /// Tries again after a growing pause, but only what can heal by itself.
    ///
    /// @param attempts how many in all, the first included
    /// @param jitter   whether up to a quarter of a pause is taken off by chance
    /// @param budget   how long one turn may spend on pauses; what asks for more goes to what lies outside
    record Retry(int attempts, Duration base, double factor, Duration cap, boolean jitter,
            Duration budget) implements Pattern {
        public static final Retry STANDARD = new Retry(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(10), true,
                Duration.ofSeconds(60));
        public static final Retry CONVERSATIONAL = new Retry(3, Duration.ofMillis(500), 2, Duration.ofSeconds(3), true,
                Duration.ofSeconds(10));

        public Retry {
            Check.range("retry", "attempts", attempts, 1, 20);
            Check.positive("retry", "base", base);
            Check.positive("retry", "cap", cap);
            Check.positive("retry", "budget", budget);
            Check.that(factor >= 1 && factor <= 10, "retry", "factor", "a number from 1 to 10", factor);
            Check.that(cap.compareTo(base) >= 0, "retry", "cap", "at least as long as base", cap);
        }

        @Override
        public String name() { return "retry"; }

        @Override
        public String printed() { return "retry x" + attempts; }
    }

    /// Reads each reply with the detectors and asks again, in other words, when one of them objects. Default 2 re-asks.
    record Verify(int reasks) implements Pattern {
        public static final Verify STANDARD = new Verify(2);

        public Verify {
            Check.range("verify", "reasks", reasks, 0, 5);
        }

        @Override
        public String name() { return "verify"; }
    }

    /// Asks the next model when one cannot answer. Without a list of its own it takes the agent's models.
    record ModelFallback(List<String> models) implements Pattern {
        public static final ModelFallback STANDARD = new ModelFallback(List.of());

        public ModelFallback {
            models = List.copyOf(models);
            Check.that(models.stream().noneMatch(String::isBlank), "model_fallback", "models", "names", models);
        }

        @Override
        public String name() { return "model fallback"; }
    }

    /// Asks again on a shorter or cleaner history when the one sent was too large or spoiled. Default 2 restores.
    record Checkpoint(int restores) implements Pattern {
        public static final Checkpoint STANDARD = new Checkpoint(2);

        public Checkpoint {
            Check.range("checkpoint", "restores", restores, 1, 5);
        }

        @Override
        public String name() { return "checkpoint"; }
    }

    /// Gives an earlier sound reply to the same question, marked as old. Default: the last 50 replies, up to 1 h old.
    record Cache(int capacity, Duration maxAge) implements Pattern {
        public static final Cache STANDARD = new Cache(50, Duration.ofHours(1));

        public Cache {
            Check.range("cache", "capacity", capacity, 1, 10_000);
            Check.positive("cache", "max_age", maxAge);
        }

        @Override
        public String name() { return "cache"; }
    }

    /// Says in plain words that it did not work, and what the person can do.
    record Degrade() implements Pattern {
        public static final Degrade STANDARD = new Degrade();

        @Override
        public String name() { return "degrade"; }
    }

    /// Hands the case to a person, and asks one before risky acts.
    ///
    /// @param threshold failures since the last sound reply after which a person is called. Default 3. What only a person
    ///                  can cure goes to one at once
    /// @param patience  lab time after which silence is a no, and nobody is waited for. Default 120 s
    /// @param approve   before which acts a person is asked. Default risky ones
    record Handoff(int threshold, Duration patience, ApprovalRule approve) implements Pattern {
        public static final Handoff STANDARD = new Handoff(3, Duration.ofSeconds(120), ApprovalRule.RISKY);

        public Handoff {
            Check.range("handoff", "threshold", threshold, 1, 1000);
            Check.positive("handoff", "patience", patience);
        }

        @Override
        public String name() { return "handoff"; }
    }

    /// Refuses settings that make no sense.
    final class Check {
        private Check() {}

        static void range(String pattern, String setting, int value, int low, int high) {
            that(value >= low && value <= high, pattern, setting, "a whole number from " + low + " to " + high, value);
        }

        static void positive(String pattern, String setting, Duration value) {
            that(value.isPositive() && value.compareTo(Duration.ofDays(1)) <= 0, pattern, setting,
                    "longer than nothing and at most a day", value);
        }

        static void that(boolean fine, String pattern, String setting, String allowed, Object value) {
            if (!fine) {
                throw new Problem("Recovery pattern '" + pattern + "' cannot work like this",
                        setting + " is " + allowed + ", but was " + value, "Change " + setting + " of " + pattern);
            }
        }
    }
}
