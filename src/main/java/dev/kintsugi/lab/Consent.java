package dev.kintsugi.lab;

import dev.kintsugi.domain.people.ApprovalRule;
import java.time.Duration;

/// Before which acts a person is asked, and how long is waited for the answer. Immutable.
///
/// @param patience lab time after which silence is a no
public record Consent(ApprovalRule rule, Duration patience) {
    /// Nobody is asked but for what became of an effect; then for two minutes.
    public static final Consent NONE = new Consent(ApprovalRule.NEVER, Duration.ofMinutes(2));
}
