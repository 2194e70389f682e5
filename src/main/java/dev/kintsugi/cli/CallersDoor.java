package dev.kintsugi.cli;

import dev.kintsugi.domain.Door;
import dev.kintsugi.lab.relay.Verdicts;

/// The way into a lab for programs, which judges those that call.
public interface CallersDoor extends Door {
    /// Who judges its callers since it was opened; to be asked when it is closed again too.
    ///
    /// @throws IllegalStateException before it was opened
    Verdicts judge();
}
