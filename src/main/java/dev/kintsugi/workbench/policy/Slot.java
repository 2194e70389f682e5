package dev.kintsugi.workbench.policy;

import dev.kintsugi.recovery.policy.Pattern;

/// A pattern at its place in the order. Immutable.
///
/// @param on whether the policy has it
record Slot(Pattern pattern, boolean on) {
    Slot turned(boolean now) { return new Slot(pattern, now); }

    Slot with(Pattern other) { return new Slot(other, on); }
}
