package dev.kintsugi.workbench.kit;

/// What every feature is given: the lab, the one selection, the one table of actions, and the rest of the kit.
/// Immutable; its parts belong to the FX thread, but for the pump.
public record Desk(LabFeed lab, Bench bench, Actions actions, Undo undo, Jobs jobs, Notices notices, Pump pump,
        Appearance appearance, Prices prices) {}
