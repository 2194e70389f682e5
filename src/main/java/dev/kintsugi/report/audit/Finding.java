package dev.kintsugi.report.audit;

import dev.kintsugi.report.stats.Rate;
import java.util.List;

/// What a failure mode made of the same questions, over and over. Immutable.
///
/// @param mode    the mode that was forced; `none` for the turns that nobody touched
/// @param natural turns whose natural answer was a success
/// @param failed  turns that the user saw fail
/// @param changed turns whose observed text differs from the natural one
/// @param meanMs  mean lab time of a turn, milliseconds
/// @param samples one turn of each question
public record Finding(String mode, Rate natural, Rate failed, Rate changed, long meanMs, List<Sample> samples) {
    public Finding {
        samples = List.copyOf(samples);
    }

    /// One turn. Immutable.
    public record Sample(String message, String natural, String observed) {}
}
