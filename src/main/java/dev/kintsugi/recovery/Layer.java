package dev.kintsugi.recovery;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;

/// One pattern at work around the next: asks inward, looks at what comes back, and decides.
@FunctionalInterface
interface Layer {
    Outcome ask(Ask ask, Run run);

    /// The patterns of a policy, one around the other, around the call itself.
    static Layer around(Policy policy, Memory memory, Draws draws) {
        Layer layer = CallLayer.INSTANCE;
        for (var pattern : policy.patterns().reversed()) {
            layer = around(pattern, layer, memory, draws);
        }
        return layer;
    }

    private static Layer around(Pattern pattern, Layer next, Memory memory, Draws draws) {
        return switch (pattern) {
            case Pattern.Timeout timeout -> new TimeoutLayer(timeout, next);
            case Pattern.Breaker breaker ->
                new BreakerLayer(memory.breakers(breaker), memory.sightings(breaker.shared()), next);
            case Pattern.Bulkhead bulkhead ->
                new BulkheadLayer(bulkhead, memory.services(bulkhead.shared()).compartments(bulkhead), next);
            case Pattern.RateLimiter limiter ->
                new RateLimiterLayer(limiter, memory.services(limiter.shared()), next);
            case Pattern.Hedge hedge -> new HedgeLayer(hedge, next);
            case Pattern.Retry retry -> new RetryLayer(retry, draws, next);
            case Pattern.Verify verify -> new VerifyLayer(verify, memory, next);
            case Pattern.ModelFallback fallback -> new ModelFallbackLayer(fallback, memory.health(), next);
            case Pattern.Checkpoint checkpoint -> new CheckpointLayer(checkpoint, memory, next);
            case Pattern.Cache cache -> new CacheLayer(memory.replies(cache), next);
            case Pattern.Handoff handoff -> new HandoffLayer(handoff, next);
            case Pattern.ReadOnly _ -> new ReadOnlyLayer(next);
            case Pattern.Degrade _ -> new DegradeLayer(GracefulMessages.load(), draws, next);
        };
    }
}
