package dev.kintsugi.fault;

import dev.kintsugi.domain.error.WireError;
import java.time.Duration;

/// A failure that takes the reply away and leaves an error, the same as the wire would show.
sealed interface Breakage extends Fault
        permits ApiTimeout, AuthError, ServiceUnavailable, TokenLimit, MemoryExhaustion, RateLimiting, OtherStatus {
    /// The error.
    ///
    /// @param call the call it hits
    WireError error(Scene scene, Hit call);

    /// How long the call hangs before it fails, in lab time.
    default Duration delay(Scene scene) { return Duration.ZERO; }

    /// The limit it quotes, fixed when it first acts; 0 for none.
    default int limit(Scene scene, Load load) { return 0; }

    @Override
    default boolean onTools() { return true; }

    /// The call that is hit. Immutable.
    ///
    /// @param model  the model asked, or the last one asked before the tool
    /// @param load   how much it carries
    /// @param limit  the limit to quote, 0 for none
    /// @param waited how long it hung
    record Hit(String target, String model, Load load, int limit, Duration waited) {
        boolean onModel() { return target.equals(ActingFault.MODEL); }
    }
}
