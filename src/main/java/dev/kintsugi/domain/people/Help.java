package dev.kintsugi.domain.people;

/// What a person did with a case. Immutable.
public sealed interface Help {
    /// Answered in the agent's place.
    ///
    /// @param stays whether the person also takes what the user says next
    record Answered(String text, String by, boolean stays) implements Help {}

    /// Gave the case back to the agent.
    ///
    /// @param note            for the agent; may be empty
    /// @param freshCredential whether the person supplied another credential
    record HandedBack(String note, String by, boolean freshCredential) implements Help {}

    /// Nobody came.
    record Nobody() implements Help {}
}
