package dev.kintsugi.domain.people;

import dev.kintsugi.domain.time.LabClock;
import java.util.function.Consumer;

/// The people who can be asked. Implementations are safe for use by many threads; each call waits on the clock it is
/// given, for as long as the request is patient.
///
/// Calls throw [dev.kintsugi.domain.time.Cancelled] when somebody stopped the turn that waits.
public interface People {
    /// Nobody is there, and everybody knows: nothing is waited for.
    People NOBODY = new People() {
        @Override
        public Approval approve(ApprovalRequest request, LabClock clock) { return Approval.silent(request); }

        @Override
        public Help help(Handoff handoff, LabClock clock, Consumer<String> taken) { return new Help.Nobody(); }
    };

    /// Asks for a yes.
    Approval approve(ApprovalRequest request, LabClock clock);

    /// Hands a case over.
    ///
    /// @param taken is told who took it, by the thread that waits
    Help help(Handoff handoff, LabClock clock, Consumer<String> taken);
}
