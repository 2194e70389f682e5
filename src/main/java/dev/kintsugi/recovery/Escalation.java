package dev.kintsugi.recovery;

import dev.kintsugi.domain.people.Help;
import java.time.Duration;

/// The way to a person, as recovery sees it. Called by the thread that delivers the turn.
public interface Escalation {
    /// Nobody can be reached.
    Escalation NOBODY = new Escalation() {
        @Override
        public boolean taken() { return false; }

        @Override
        public Help escalate(String failing, String error, int failures, Duration patience) {
            return new Help.Nobody();
        }
    };

    /// Whether a person has taken this conversation over and answers in the agent's place.
    boolean taken();

    /// Hands the case to a person and waits.
    ///
    /// @param failing  what fails, in words
    /// @param error    what it fails with; empty when the person has the case anyway
    /// @param failures failures since the last sound reply
    Help escalate(String failing, String error, int failures, Duration patience);
}
