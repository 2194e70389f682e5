package dev.kintsugi.workbench.kit;

import java.math.BigDecimal;

/// What a model's tokens cost. Immutable.
///
/// @param prompt     USD for a million tokens that are sent, at least 0
/// @param completion USD for a million tokens that come back, at least 0
public record Price(BigDecimal prompt, BigDecimal completion) {
    private static final int MILLION = 6;

    public Price {
        if (prompt.signum() < 0 || completion.signum() < 0) {
            throw new IllegalArgumentException("a price is at least 0, was " + prompt + " and " + completion);
        }
    }

    /// USD for so many tokens.
    BigDecimal of(long promptTokens, long completionTokens) {
        return prompt.multiply(BigDecimal.valueOf(promptTokens))
                .add(completion.multiply(BigDecimal.valueOf(completionTokens))).movePointLeft(MILLION);
    }
}
