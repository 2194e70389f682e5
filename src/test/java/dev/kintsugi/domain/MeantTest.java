package dev.kintsugi.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeantTest {
    private static final List<String> KNOWN = List.of("seed", "retry", "rate_limiting", "service_unavailable", "steps");

    @ParameterizedTest
    @CsvSource({"sceed, seed", "sed, seed", "retri, retry", "rerty, retry", "Retry, retry",
            "rate-limiting, rate_limiting",
            "servise_unavailible, service_unavailable", "step, steps", "stesp, steps"})
    void aSlipIsUnderstood(String said, String meant) {
        assertThat(Meant.of(said, KNOWN)).isEqualTo("Did you mean '" + meant + "'? ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "colour", "x", "ab", "retrospective", "rate", "seventeen_unavailable_things"})
    void whatIsNearNothingIsNotGuessed(String said) { assertThat(Meant.of(said, KNOWN)).isEmpty(); }

    @ParameterizedTest
    @ValueSource(ints = {61, 100_000})
    void whatIsNoNameIsNotHeldAgainstAny(int length) { assertThat(Meant.of("s".repeat(length), KNOWN)).isEmpty(); }
}
