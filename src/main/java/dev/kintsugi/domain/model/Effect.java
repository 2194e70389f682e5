package dev.kintsugi.domain.model;

/// What using a tool does to the world.
public enum Effect {
    /// Looks only.
    READ,
    /// Changes something.
    EFFECT,
    /// Changes something that cannot be taken back, such as a payment.
    RISKY
}
