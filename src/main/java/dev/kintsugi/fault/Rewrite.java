package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.Change;
import java.util.List;

/// A failure that changes the reply. Deterministic: the same reply and scene give the same words.
sealed interface Rewrite extends Fault
        permits Hallucination, IncorrectReasoning, OffTopic, InfiniteLoop, StuckPattern, RefusingProgress, Told {
    /// The natural reply made worse.
    Rewritten rewrite(String natural, Scene scene);

    @Override
    default boolean onTools() { return false; }

    /// A rewritten text and what was changed in it. Immutable.
    record Rewritten(String text, List<Change> changes) {
        public Rewritten {
            changes = List.copyOf(changes);
        }
    }
}
