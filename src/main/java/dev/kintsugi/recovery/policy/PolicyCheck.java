package dev.kintsugi.recovery.policy;

import dev.kintsugi.recovery.policy.PolicyAdvice.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a policy for orders that harm and patterns that cannot work, and says how many attempts it can come to.
public final class PolicyCheck {
    private final Policy policy;
    private final List<PolicyAdvice> found;

    private PolicyCheck(Policy policy) {
        this.policy = policy;
        this.found = new ArrayList<>(PolicyOrders.of(policy));
    }

    /// What is to be said about the policy, the worst first; nothing when all is well.
    public static List<PolicyAdvice> of(Policy policy) {
        var check = new PolicyCheck(policy);
        check.amplification();
        check.times();
        return check.found.stream().sorted((a, b) -> b.severity().compareTo(a.severity())).toList();
    }

    /// Attempts that one turn can come to by the patterns alone, each multiplying those inside it; the policy's own cap cuts
    /// it.
    ///
    /// @param models how many models the agent has
    public static long product(Policy policy, int models) {
        return policy.patterns().stream().mapToLong(p -> times(p, models)).reduce(1, (a, b) -> a * b);
    }

    /// Attempts that one turn can come to.
    public static int bound(Policy policy, int models) {
        return (int) Math.min(policy.maxAttempts(), product(policy, models));
    }

    private static long times(Pattern pattern, int models) {
        return switch (pattern) {
            case Pattern.Retry p -> p.attempts();
            case Pattern.Hedge _,Pattern.Handoff _ -> 2;
            case Pattern.Verify p -> p.reasks() + 1L;
            case Pattern.ModelFallback p -> p.models().isEmpty() ? models : p.models().stream().distinct().count();
            case Pattern.Checkpoint p -> p.restores() + 1L;
            case Pattern.Timeout _,Pattern.Breaker _,Pattern.Bulkhead _,Pattern.RateLimiter _,Pattern.Cache _,Pattern.ReadOnly _,Pattern.Degrade _ ->
                1;
        };
    }

    private void amplification() {
        var product = product(policy, 1);
        if (product > policy.maxAttempts()) {
            found.add(new PolicyAdvice(Severity.NOTE, "the patterns multiply",
                    "nested, they come to " + product + " attempts a turn for each model; max_attempts cuts that at "
                            + policy.maxAttempts(),
                    "Lower the counts, or leave it to max_attempts and retry_budget"));
        }
        if (policy.budget().perTurn() > policy.maxAttempts()) {
            found.add(new PolicyAdvice(Severity.NOTE, "the retry budget never binds",
                    "each turn adds more extra attempts than max_attempts lets it spend", "Lower per_turn"));
        }
    }

    private void times() {
        var retry = policy.find(Pattern.Retry.class);
        var timeout = policy.find(Pattern.Timeout.class);
        if (retry != null && worst(retry).compareTo(retry.budget()) > 0) {
            found.add(new PolicyAdvice(Severity.NOTE, "the last pauses do not fit",
                    "the pauses of " + retry.attempts() + " attempts come to " + Durations.plain(worst(retry))
                            + ", more than retry's budget of " + Durations.plain(retry.budget()),
                    "Raise the budget, or lower attempts or cap"));
        }
        if (timeout != null && timeout.perCall().compareTo(policy.limit()) > 0) {
            found.add(new PolicyAdvice(Severity.WARNING, "the turn is over before the call",
                    "per_call is longer than limit, so a call is cut at " + Durations.plain(policy.limit()),
                    "Lower per_call, or raise limit"));
        }
        hedge(policy.find(Pattern.Hedge.class), timeout);
    }

    private void hedge(Pattern.@Nullable Hedge hedge, Pattern.@Nullable Timeout timeout) {
        if (hedge != null && timeout != null && hedge.delay().compareTo(timeout.perCall()) >= 0) {
            found.add(new PolicyAdvice(Severity.WARNING, "the second request never comes",
                    "hedge waits " + Durations.plain(hedge.delay()) + ", and the call is given up before that",
                    "Make delay shorter than per_call"));
        }
    }

    private static Duration worst(Pattern.Retry retry) {
        var all = Duration.ZERO;
        for (int made = 1; made < retry.attempts(); made++) {
            all = all.plus(retry.pause(made));
        }
        return all;
    }
}
