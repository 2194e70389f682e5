package dev.kintsugi.recovery.policy;

import dev.kintsugi.recovery.policy.PolicyAdvice.Severity;
import java.util.ArrayList;
import java.util.List;

/// Knows which pattern must not stand outside which other, and why. For one policy and one thread.
final class PolicyOrders {
    private final Policy policy;
    private final List<PolicyAdvice> found = new ArrayList<>();

    private PolicyOrders(Policy policy) { this.policy = policy; }

    static List<PolicyAdvice> of(Policy policy) {
        var orders = new PolicyOrders(policy);
        orders.standIns();
        orders.gates();
        orders.retries();
        return orders.found;
    }

    /// What stands in for a reply hides the failure from whatever lies outside it.
    private void standIns() {
        outside(Pattern.Retry.class, Pattern.Cache.class, Severity.HARMFUL, "an old reply hides a failure from retry",
                "cache stands inside retry and turns the first error into an old reply, so retry never tries again",
                "Move cache outside retry: cache > retry");
        outside(Pattern.Verify.class, Pattern.Cache.class, Severity.HARMFUL, "replies are kept before they are checked",
                "cache stands inside verify, so a reply that verify refuses has already been kept, and will be given again",
                "Move verify inside cache: cache > verify");
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
    }

    /// What guards a service must see every call to it, and of that service only.
    private void gates() {
        outside(Pattern.Breaker.class, Pattern.Retry.class, Severity.WARNING, "the breaker counts turns, not calls",
                "breaker stands outside retry, so it sees one failure where retry made several calls, and opens that much "
                        + "later; while it is still closed a failing service gets every one of them",
                "Move breaker inside retry: retry > breaker");
        outside(Pattern.Bulkhead.class, Pattern.Retry.class, Severity.WARNING,
                "a place is kept while nothing is called",
                "bulkhead stands outside retry, so a turn keeps its place during every pause",
                "Move bulkhead inside retry");
        outside(Pattern.RateLimiter.class, Pattern.Retry.class, Severity.HARMFUL,
                "retries are not counted by the limiter",
                "rate_limiter stands outside retry, so the service gets up to " + attempts()
                        + " times the calls it allows",
                "Move rate_limiter inside retry");
        outside(Pattern.Breaker.class, Pattern.ModelFallback.class, Severity.HARMFUL,
                "the breaker watches the wrong model",
                "breaker stands outside model_fallback, so what the other models do is counted for the first one",
                "Move breaker inside model_fallback: model_fallback > breaker");
        outside(Pattern.Bulkhead.class, Pattern.ModelFallback.class, Severity.WARNING,
                "the places are of the wrong model",
                "bulkhead stands outside model_fallback, so calls to the other models take places of the first one",
                "Move bulkhead inside model_fallback");
        outside(Pattern.Bulkhead.class, Pattern.Hedge.class, Severity.WARNING, "two requests take one place",
                "bulkhead stands outside hedge, so a service can get twice the calls it has places for",
                "Move bulkhead inside hedge: hedge > bulkhead");
        outside(Pattern.Breaker.class, Pattern.Hedge.class, Severity.WARNING, "two requests pass as one probe",
                "breaker stands outside hedge, so a service that is probed can get twice the probes",
                "Move breaker inside hedge: hedge > breaker");
    }

    private void retries() {
        outside(Pattern.Timeout.class, Pattern.Retry.class, Severity.WARNING, "one timeout for all attempts",
                "timeout stands outside retry, so all attempts and pauses share " + per(Pattern.Timeout.class)
                        + "; a call that hangs uses it up, and nothing is left to try again with",
                "Move timeout inside retry: retry > timeout; `limit` already bounds the whole turn");
        outside(Pattern.Retry.class, Pattern.Verify.class, Severity.NOTE, "a doubtful reply is never retried",
                "verify stands inside retry; a reply that is still in doubt is no error, so retry lets it pass, and each "
                        + "retry checks and asks again from the start",
                "Move retry inside verify: verify > retry");
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
}
