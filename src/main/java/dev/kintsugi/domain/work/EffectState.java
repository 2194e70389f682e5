package dev.kintsugi.domain.work;

/// What is known of an effect on the world.
public enum EffectState {
    DONE, NOT_DONE,
    /// It was asked for, and no answer says whether it happened.
    UNKNOWN
}
