package dev.kintsugi.lab.log;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;

/// The recovery policy that a session was left with, as its log says. Immutable.
///
/// @param text the policy as a file; empty when its name says it all
public record LastPolicy(String name, String text) {
    static final LastPolicy NONE = new LastPolicy(Policies.NONE.name(), "");

    /// What the session was begun with.
    public static LastPolicy of(LabEvent.SessionOpened opened) {
        var equipment = opened.equipment();
        return new LastPolicy(opened.policy(), equipment == null ? "" : equipment.policy().value());
    }

    public static LastPolicy of(Policy policy) { return new LastPolicy(policy.name(), Policies.beyondItsName(policy)); }

    /// The policy itself, even when its file is elsewhere or gone. Throws a [dev.kintsugi.domain.Problem] when the log has
    /// nothing but a name that nobody knows any more.
    public Policy policy() { return text.isEmpty() ? Policies.named(name) : Policies.read(text); }
}
