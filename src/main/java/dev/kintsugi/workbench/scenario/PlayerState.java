package dev.kintsugi.workbench.scenario;

/// What the player is doing; every button follows from it.
public enum PlayerState {
    /// No scenario is chosen.
    NONE,
    /// One is chosen and was not begun.
    CHOSEN,
    /// It waits between two steps.
    PAUSED,
    /// It goes on by itself, or a step is under way.
    PLAYING,
    /// It is over.
    ENDED
}
