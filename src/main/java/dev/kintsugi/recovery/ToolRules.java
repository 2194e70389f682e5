package dev.kintsugi.recovery;

import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import org.jspecify.annotations.Nullable;

/// What a policy says of the use of tools; absent is what it does not say. Immutable.
record ToolRules(@Nullable Limited limiter, @Nullable Placed bulkhead, @Nullable Broken breaker,
        Pattern.@Nullable Timeout timeout, @Nullable Kept cache) {
    record Limited(Pattern.RateLimiter settings, Services services) {}

    record Placed(Pattern.Bulkhead settings, Services services) {}

    record Broken(Breakers breakers, Sightings sightings) {}

    /// @param tries how many tries an attempt has before its tools may answer from memory
    record Kept(Readings readings, int tries) {}

    static ToolRules of(Policy policy, Memory memory) {
        var limiter = policy.find(Pattern.RateLimiter.class);
        var bulkhead = policy.find(Pattern.Bulkhead.class);
        var breaker = policy.find(Pattern.Breaker.class);
        return new ToolRules(limiter == null ? null : new Limited(limiter, memory.services(limiter.shared())),
                bulkhead == null ? null : new Placed(bulkhead, memory.services(bulkhead.shared())),
                breaker == null ? null : new Broken(memory.breakers(breaker), memory.sightings(breaker.shared())),
                policy.find(Pattern.Timeout.class), kept(policy, memory));
    }

    private static @Nullable Kept kept(Policy policy, Memory memory) {
        var cache = policy.find(Pattern.Cache.class);
        var retry = policy.find(Pattern.Retry.class);
        return cache == null ? null : new Kept(memory.readings(cache), retry == null ? 1 : retry.attempts());
    }

    boolean none() {
        return limiter == null && bulkhead == null && breaker == null && timeout == null && cache == null;
    }
}
