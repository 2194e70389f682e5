package dev.kintsugi.recovery.policy;

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

    /// What has no answer by then has failed. The deadline goes inward with the request, down to the wire.
    ///
    /// @param perCall for one attempt of the agent. Default 30 s
    /// @param perTool for one use of a tool inside it. Default 10 s
    record Timeout(Duration perCall, Duration perTool) implements Pattern {
        public static final Timeout STANDARD = new Timeout(Duration.ofSeconds(30), Duration.ofSeconds(10));
        public static final Timeout CONVERSATIONAL = new Timeout(Duration.ofSeconds(5), Duration.ofSeconds(5));

        public Timeout {
            Check.positive("timeout", "per_call", perCall);
            Check.positive("timeout", "per_tool", perTool);
        }

        @Override
        public String name() { return "timeout"; }
    }

    /// Stops asking a service that keeps failing, for a while, then lets a few probes through. Each model and each tool
    /// is a service of its own.
    ///
    /// @param failures    how many open the circuit: in a row, or among the last calls
    /// @param window      among how many of the last calls failures are counted; not looked at when `consecutive`
    /// @param open        how long it stays open
    /// @param consecutive whether one success forgets the failures before it
    /// @param probes      calls let through when the time is over; one failure among them opens it again
    /// @param shared      whether the sessions of one lab share the circuits
    record Breaker(int failures, int window, Duration open, boolean consecutive, int probes,
            boolean shared) implements Pattern {
        public static final Breaker ORCHESTRATION = new Breaker(5, 10, Duration.ofSeconds(60), false, 1, false);
        public static final Breaker CONVERSATIONAL = new Breaker(3, 6, Duration.ofSeconds(30), true, 1, false);

        public Breaker {
            Check.range("breaker", "failures", failures, 1, 1000);
            Check.range("breaker", "window", window, failures, 10_000);
            Check.positive("breaker", "open", open);
            Check.range("breaker", "probes", probes, 1, 100);
        }

        @Override
        public String name() { return "breaker"; }
    }

    /// Tries again after a growing pause, but only what can heal by itself.
    ///
    /// @param attempts how many in all, the first included
    /// @param factor   what an exponential pause is multiplied with each time
    /// @param jitter   whether up to a quarter of a pause is taken off by chance
    /// @param budget   how long one turn may spend on pauses; what asks for more goes to what lies outside
    record Retry(int attempts, Backoff backoff, Duration base, double factor, Duration cap, boolean jitter,
            Duration budget) implements Pattern {
        public static final Retry STANDARD = new Retry(3, Backoff.EXPONENTIAL, Duration.ofSeconds(1), 2,
                Duration.ofSeconds(10), true, Duration.ofSeconds(60));
        public static final Retry CONVERSATIONAL = new Retry(3, Backoff.EXPONENTIAL, Duration.ofMillis(500), 2,
                Duration.ofSeconds(3), true, Duration.ofSeconds(10));

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

        /// The pause after so many tries, before any is taken off by chance.
        public Duration pause(int made) { return backoff.pause(made, base, factor, cap); }
    }

    /// Lets only so many calls into a service at a time, so that one slow service cannot hold everything up.
    ///
    /// @param capacity calls under way at a time, for each model and each tool. Default 10
    /// @param patience lab time that a call waits for a place, in the order of arrival. Default none
    /// @param shared   whether the sessions of one lab share the places
    record Bulkhead(int capacity, Duration patience, boolean shared) implements Pattern {
        public static final Bulkhead STANDARD = new Bulkhead(10, Duration.ZERO, false);

        public Bulkhead {
            Check.range("bulkhead", "capacity", capacity, 1, 10_000);
            Check.notNegative("bulkhead", "patience", patience);
        }

        @Override
        public String name() { return "bulkhead"; }
    }

    /// Sends a service no more calls than it is known to take.
    ///
    /// @param calls  calls in each period, for each model and each tool; as many may come at once. Default 60
    /// @param per    the period. Default 1 min
    /// @param patience   the longest a call waits for its turn. Default 5 s
    /// @param shared whether the sessions of one lab share the allowance
    record RateLimiter(int calls, Duration per, Duration patience, boolean shared) implements Pattern {
        public static final RateLimiter STANDARD = new RateLimiter(60, Duration.ofMinutes(1), Duration.ofSeconds(5),
                false);

        public RateLimiter {
            Check.range("rate_limiter", "calls", calls, 1, 1_000_000);
            Check.positive("rate_limiter", "per", per);
            Check.notNegative("rate_limiter", "patience", patience);
        }

        @Override
        public String name() { return "rate limiter"; }
    }

    /// Asks a second time when the first answer is slow, takes the answer that comes first and cancels the other. Once
    /// one of them is about to use a tool that changes something, only that one goes on.
    ///
    /// @param delay how slow is slow. Default 2 s
    record Hedge(Duration delay) implements Pattern {
        public static final Hedge STANDARD = new Hedge(Duration.ofSeconds(2));

        public Hedge {
            Check.positive("hedge", "delay", delay);
        }

        @Override
        public String name() { return "hedge"; }
    }

    /// Reads each reply with the detectors and asks again, in other words, when one of them objects. An agent that goes
    /// round in circles is given a clean history, one that stalls a budget of steps to plan anew with.
    ///
    /// @param reasks how many more answers it asks for. Default 2
    /// @param steps  the budget of steps. Default 3
    /// @param judge  the model of a real provider that is asked about replies in which the detectors found nothing. Empty,
    ///               the default, for none
    record Verify(int reasks, int steps, String judge) implements Pattern {
        public static final Verify STANDARD = new Verify(2, 3);

        public Verify(int reasks, int steps) { this(reasks, steps, ""); }

        public Verify {
            judge = judge.strip();
            Check.that(judge.matches("[\\p{L}\\p{N}._:/@+-]{0,200}"), "verify", "judge", "the name of a model", judge);
            Check.range("verify", "reasks", reasks, 0, 5);
            Check.range("verify", "steps", steps, 1, 20);
        }

        @Override
        public String name() { return "verify"; }

        @Override
        public String printed() { return judge.isEmpty() ? name() : "verify with " + judge; }
    }

    /// Asks the next model when one cannot answer. Without a list of its own it takes the agent's models.
    record ModelFallback(List<String> models) implements Pattern {
        public static final ModelFallback STANDARD = new ModelFallback(List.of());

        public ModelFallback {
            models = List.copyOf(models);
            Check.that(models.stream().allMatch(m -> !m.isBlank() && m.matches("\\P{Cntrl}{1,200}")), "model_fallback",
                    "models", "names of one line each", models);
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

    /// Quotes what the agent was given to know on the question, when nobody can be asked: it reads only, and says so.
    record ReadOnly() implements Pattern {
        public static final ReadOnly STANDARD = new ReadOnly();

        @Override
        public String name() { return "read only"; }
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
}
