package dev.kintsugi.workbench.scenario;

/// What the player is doing; every button follows from it.
public enum PlayerState {
    /// No scenario is chosen.
    NONE,
    /// The file of the one that is chosen could not be read.
    BROKEN,
    /// One is chosen and was not begun.
    CHOSEN,
    /// It waits between two steps.
    PAUSED,
    /// It goes on by itself, or a step is under way.
    PLAYING,
    /// It is over.
    ENDED;

    /// Why nothing can be done with a scenario; empty when there is one.
    String missing() {
        return switch (this) {
            case NONE -> "Choose a scenario first";
            case BROKEN -> "What is wrong with it has to be mended first";
            case CHOSEN, PAUSED, PLAYING, ENDED -> "";
        };
    }
}
