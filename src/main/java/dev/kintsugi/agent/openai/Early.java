package dev.kintsugi.agent.openai;

import java.util.Map;

/// Hears of a streamed answer while it arrives. Each method may throw to stop it. For one thread.
public interface Early {
    Early NOBODY = new Early() {
    };

    /// The stream begins, with those headers of its answer that are handed on.
    default void begins(Map<String, String> headers) {}

    /// One event, with the empty line at its end; at the end of a stream what is left of one.
    default void event(byte[] event) {}

    /// The stream has ended in order, whatever it may lack.
    default void ends() {}
}
