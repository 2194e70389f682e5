package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A fault of the wire: what it does to a reply on its way. Stateless; one file each, but for two that differ in a word.
public sealed interface Disturbance
        permits CutStream, CutInChunk, Reset, ErrorInStream, BrokenJsonChunk, Stall, SlowFirstToken, SlowTokens,
        CutText, SplitCharacter, EmptyBody, TruncatedBody, MalformedBody, Html502, WrongLength {
    /// Its name on the wire, e.g. `cut_stream`.
    String name();

    /// One sentence for people.
    String summary();

    /// Its own parameters; `cure`, which every fault has, comes in addition.
    List<Parameter> parameters();

    /// Whether it can hurt a streamed reply, or else a whole one.
    boolean fits(boolean streamed);

    /// What the client sees of the reply in the end. [Ending#REPLY] for what it must bear, or cannot see.
    Ending ending();

    /// What happens on the wire; empty when there is nothing in this reply that it could hurt.
    Optional<List<Step>> steps(Sending reply, Settings set);

    /// What is to be done to the text before it is put into shape; empty for faults that hurt the shape alone.
    default Optional<Rewording> rewording(Settings set) { return Optional.empty(); }

    /// Another text. Immutable.
    ///
    /// @param change makes it of the one that came
    /// @param finish the finish reason that it is given, which is all that the fault does then; empty for its own
    record Rewording(UnaryOperator<String> change, String finish) {}

    /// The values of the parameters.
    @FunctionalInterface
    interface Settings {
        String value(String name);

        default int number(String name) { return Integer.parseInt(value(name)); }
    }
}
