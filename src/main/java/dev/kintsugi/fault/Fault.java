package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// One failure mode: what can be set, how many turns it lives, and what ends it. Stateless.
sealed interface Fault permits Rewrite, Breakage {
    FailureMode mode();

    /// Its own parameters, without those that all modes have.
    List<Parameter> parameters();

    /// Whether it can act on a tool as well as on the model.
    boolean onTools();

    /// Turns it may live as one fault.
    default int turns(FaultSettings settings) { return 1; }

    /// What ends it unless its settings say otherwise.
    ///
    /// @param limit what it quoted when it first acted, 0 for nothing
    Cure cure(Scene scene, int limit);
}
