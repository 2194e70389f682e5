package dev.kintsugi.recovery;

import org.jspecify.annotations.Nullable;

/// What a policy says of the use of tools; absent is what it does not say. Immutable.
record ToolRules(@Nullable Limited limiter, @Nullable Placed bulkhead, @Nullable Broken breaker,
        Pattern.@Nullable Timeout timeout) {
    record Limited(Pattern.RateLimiter settings, Services services) {}

    record Placed(Pattern.Bulkhead settings, Services services) {}

    record Broken(Breakers breakers, Sightings sightings) {}

    static ToolRules of(Policy policy, Memory memory) {
        var limiter = policy.find(Pattern.RateLimiter.class);
        var bulkhead = policy.find(Pattern.Bulkhead.class);
        var breaker = policy.find(Pattern.Breaker.class);
        return new ToolRules(limiter == null ? null : new Limited(limiter, memory.services(limiter.shared())),
                bulkhead == null ? null : new Placed(bulkhead, memory.services(bulkhead.shared())),
                breaker == null ? null : new Broken(memory.breakers(breaker), memory.sightings(breaker.shared())),
                policy.find(Pattern.Timeout.class));
    }

    boolean none() { return limiter == null && bulkhead == null && breaker == null && timeout == null; }
}
