package dev.kintsugi.domain.recovery;

import dev.kintsugi.domain.Text;

/// What a model that was asked to judge a reply said of it. Immutable.
///
/// @param model            the model that was asked
/// @param why              its reason, one line; why there is no verdict when there is none
/// @param quote            the words of the reply that it objects to; empty when it names none
/// @param promptTokens     what the question cost; 0 when it was not answered
/// @param completionTokens what the verdict cost; 0 when there is none
public record Judgement(int attempt, String model, Ruling ruling, Text why, Text quote, int promptTokens,
        int completionTokens, long latencyMs) {
    /// How it ruled.
    public enum Ruling {
        /// The evidence supports the reply.
        SUPPORTED,
        /// It does not.
        UNSUPPORTED,
        /// No verdict: the judge could not be asked, or what it said is none.
        NONE
    }
}
