package dev.kintsugi.recovery;

import dev.kintsugi.recovery.PolicyAdvice.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a policy for orders that harm and patterns that cannot work, and says what a policy does in a sentence.
public final class PolicyCheck {
    private final Policy policy;
    private final List<PolicyAdvice> found = new ArrayList<>();

    private PolicyCheck(Policy policy) { this.policy = policy; }

    /// What is to be said about the policy, the worst first; nothing when all is well.
    public static List<PolicyAdvice> of(Policy policy) {
        var check = new PolicyCheck(policy);
        check.orders();
        check.amplification();
        check.times();
        return check.found.stream().sorted((a, b) -> b.severity().compareTo(a.severity())).toList();
    }

    /// What happens to a call, from the inside out, in one sentence.
    public static String sentence(Policy policy) {
        if (policy.patterns().isEmpty()) {
            return "Nothing is mended: what happened is what the user gets.";
        }
        var parts = policy.patterns().reversed().stream().map(PolicyCheck::does).toList();
        var first = parts.getFirst();
        var start = Character.toUpperCase(first.charAt(0)) + first.substring(1);
        return parts.size() == 1
                ? start + "."
                : start + "; then " + String.join("; then ", parts.subList(1, parts.size()))
                        + ".";
    }

    private static String does(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Timeout p -> "a call is given up after " + Durations.plain(p.perCall()) + ", a tool after "
                    + Durations.plain(p.perTool());
            case Pattern.Breaker p -> "a service that failed " + p.failures()
                    + (p.consecutive() ? " times in a row" : " times in " + p.window() + " calls")
                    + " is left alone for " + Durations.plain(p.open());
            case Pattern.Retry p -> "what can heal is tried up to " + p.attempts() + " times, with pauses from "
                    + Durations.plain(p.pause(1)) + " to " + Durations.plain(p.pause(Math.max(1, p.attempts() - 1)));
            case Pattern.Bulkhead p -> "at most " + p.capacity() + " calls into a service are under way at a time";
            case Pattern.RateLimiter p -> "a service is called at most " + p.calls() + " times in "
                    + Durations.plain(p.per());
            case Pattern.Hedge p -> "an answer that takes longer than " + Durations.plain(p.delay())
                    + " gets a rival, and the first one counts";
            case Pattern.Verify p -> "the reply is checked, and asked for again up to " + p.reasks() + " times";
            case Pattern.ModelFallback _ -> "the next model is asked when one cannot answer";
            case Pattern.Checkpoint _ -> "what was too long or spoiled is asked again on a restored history";
            case Pattern.Cache _ -> "an earlier reply to the same question stands in";
            case Pattern.ReadOnly _ -> "what is known on the question is quoted";
            case Pattern.Handoff p -> "a person gets the case after " + p.threshold()
                    + " failures, and is asked before acts as `approve` says";
            case Pattern.Degrade _ -> "the user is told in plain words that it did not work";
        };
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

    private void orders() {
        outside(Pattern.Breaker.class, Pattern.Retry.class, Severity.WARNING, "the breaker counts turns, not calls",
                "breaker stands outside retry, so it sees one failure where retry made several calls, and opens that much "
                        + "later; while it is still closed a failing service gets every one of them",
                "Move breaker inside retry: retry > breaker");
        outside(Pattern.Retry.class, Pattern.Cache.class, Severity.HARMFUL, "an old reply hides a failure from retry",
                "cache stands inside retry and turns the first error into an old reply, so retry never tries again",
                "Move cache outside retry: cache > retry");
        outside(Pattern.Timeout.class, Pattern.Retry.class, Severity.WARNING, "one timeout for all attempts",
                "timeout stands outside retry, so all attempts and pauses share " + per(Pattern.Timeout.class)
                        + "; a call that hangs uses it up, and nothing is left to try again with",
                "Move timeout inside retry: retry > timeout; `limit` already bounds the whole turn");
        outside(Pattern.Verify.class, Pattern.Cache.class, Severity.HARMFUL, "replies are kept before they are checked",
                "cache stands inside verify, so a reply that verify refuses has already been kept, and will be given again",
                "Move verify inside cache: cache > verify");
        outside(Pattern.Retry.class, Pattern.Verify.class, Severity.NOTE, "a doubtful reply is never retried",
                "verify stands inside retry; a reply that is still in doubt is no error, so retry lets it pass, and each "
                        + "retry checks and asks again from the start",
                "Move retry inside verify: verify > retry");
        outside(Pattern.Retry.class, Pattern.Degrade.class, Severity.HARMFUL, "a message hides a failure from retry",
                "degrade stands inside retry and turns every error into a message, so nothing outside it sees a failure",
                "Move degrade outermost");
        outside(Pattern.Cache.class, Pattern.Degrade.class, Severity.HARMFUL,
                "a message hides a failure from the cache",
                "degrade stands inside cache, so an earlier reply is never looked for", "Move degrade outside cache");
        outside(Pattern.ReadOnly.class, Pattern.Degrade.class, Severity.HARMFUL,
                "a message hides a failure from read_only",
                "degrade stands inside read_only, so what is known is never quoted", "Move degrade outside read_only");
        outside(Pattern.Cache.class, Pattern.ReadOnly.class, Severity.WARNING, "a quote hides a failure from the cache",
                "read_only stands inside cache, so an earlier sound reply is never looked for",
                "Order them cache inside read_only: read_only > cache");
        outside(Pattern.Bulkhead.class, Pattern.Retry.class, Severity.WARNING,
                "a place is kept while nothing is called",
                "bulkhead stands outside retry, so a turn keeps its place during every pause",
                "Move bulkhead inside retry");
        outside(Pattern.RateLimiter.class, Pattern.Retry.class, Severity.HARMFUL,
                "retries are not counted by the limiter",
                "rate_limiter stands outside retry, so the service gets up to " + attempts()
                        + " times the calls it allows",
                "Move rate_limiter inside retry");
        outside(Pattern.Retry.class, Pattern.ModelFallback.class, Severity.HARMFUL, "two retries nested",
                "model_fallback stands inside retry, so every retry asks every model again: " + attempts()
                        + " times the number of models",
                "Move retry inside model_fallback: model_fallback > retry");
    }

    private int attempts() {
        var retry = policy.find(Pattern.Retry.class);
        return retry == null ? 1 : retry.attempts();
    }

    private String per(Class<Pattern.Timeout> kind) {
        var timeout = policy.find(kind);
        return timeout == null ? "" : Durations.plain(timeout.perCall());
    }

    private void outside(Class<? extends Pattern> outer, Class<? extends Pattern> inner, Severity severity,
            String summary, String why, String todo) {
        if (place(outer) >= 0 && place(inner) > place(outer)) {
            found.add(new PolicyAdvice(severity, summary, why, todo));
        }
    }

    private int place(Class<? extends Pattern> kind) {
        for (int i = 0; i < policy.patterns().size(); i++) {
            if (kind.isInstance(policy.patterns().get(i))) {
                return i;
            }
        }
        return -1;
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
