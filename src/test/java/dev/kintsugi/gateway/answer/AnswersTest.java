package dev.kintsugi.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.Problem.Exit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose mistake a problem is decides the status, whatever the store does by the time it is told.
class AnswersTest {
    @ParameterizedTest
    @CsvSource({"USAGE, true, 400, invalid_request", "CONFLICT, true, 409, conflict",
            "UNAVAILABLE, true, 503, store_unavailable", "INTERNAL, true, 500, internal_error",
            "INTERNAL, false, 503, store_unavailable"})
    void theStatusOfAProblem(Exit exit, boolean storeWorks, int status, String code) {
        var refused = Answers.of(new Problem("It failed", "for a reason", "Do this", exit, null), storeWorks);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }
}
