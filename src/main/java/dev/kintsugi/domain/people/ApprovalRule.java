package dev.kintsugi.domain.people;

import dev.kintsugi.domain.model.Effect;

/// Before which acts a person is asked.
public enum ApprovalRule {
    /// Before none.
    NEVER,
    /// Before those that cannot be taken back.
    RISKY,
    /// Before everything that changes something.
    EFFECTS;

    public boolean asksBefore(Effect effect) {
        return switch (effect) {
            case READ -> false;
            case EFFECT -> this == EFFECTS;
            case RISKY -> this != NEVER;
        };
    }
}
