package dev.kintsugi.domain.people;

import java.time.Duration;

/// What a scripted person does with the next thing that is asked. Immutable.
///
/// @param after lab time until then; longer than the request is patient means silence
/// @param text  the answer, the note, the reason or the edited arguments; may be empty
public record Act(Kind kind, Duration after, String text) {
    public Act {
        if (after.isNegative()) {
            throw new IllegalArgumentException("nobody answers before the question, was " + after);
        }
    }

    /// What is done.
    public enum Kind {
        APPROVE, EDIT, REJECT, ANSWER,
        /// Answers, and answers what the user says next too.
        TAKE_OVER, HAND_BACK,
        /// Hands back with another credential.
        CREDENTIAL, SILENT
    }
}
