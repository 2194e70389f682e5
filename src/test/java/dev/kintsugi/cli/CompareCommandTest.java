package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest extends CommandTest {
    @Test
    void recoveryIsHeldAgainstNoneOnTheSameFailures() {
        var json = run("compare", "none", "standard", "--episodes", "24", "--json").json();
        assertThat(json.at("/episodes").asInt()).isEqualTo(24);
        assertThat(json.at("/first/recovery_rate/k").asInt()).isZero();
        assertThat(json.at("/second/recovery_rate/k").asInt()).isGreaterThan(12);
        assertThat(json.at("/only_first").asInt()).isZero();
        assertThat(json.at("/only_second")).isEqualTo(json.at("/second/recovery_rate/k"));
        assertThat(json.at("/p").asDouble()).isLessThan(0.001);
        assertThat(json.at("/first/message_to_sound_ms/median").isNull()).isTrue();
        assertThat(json.at("/second/message_to_sound_ms/median").asLong()).isPositive();
        var lost = 1 - json.at("/second/recovery_rate/k").asDouble() / 24;
        assertThat(json.at("/second/message_to_sound_ms/mean_within_300_s").asDouble())
                .isGreaterThanOrEqualTo(lost * 300_000);
        assertThat(json.at("/calls_per_saved_turn/each").asDouble()).isPositive();
        assertThat(run("compare", "none", "standard", "--episodes", "24", "--json").json()).isEqualTo(json);
    }

    @Test
    void aPolicyHeldAgainstItselfIsNoBetter() {
        var said = run("compare", "standard", "standard", "--episodes", "12");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("standard").contains("of 12").contains("only by the first: 0")
                .contains("p = 1.000").contains("no more turns were sound in 12 pairs");
    }

    @Test
    void whatCannotBeComparedIsTold() {
        assertThat(run("compare", "none", "luck").err()).contains("no recovery policy 'luck'");
        assertThat(run("compare", "none", "standard", "--episodes", "0").err())
                .contains("episodes cannot be 0: it is 1 to 100000");
        assertThat(run("compare", "none").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80})
    void itFitsTheTerminal(int columns) {
        var said = seen(new Terminal.Look(false, false, columns, StandardCharsets.UTF_8), "", "compare", "none",
                "standard",
                "--episodes", "12");
        assertThat(said.out().lines()).allMatch(line -> line.length() <= columns);
        assertThat(said.out()).contains("sound again, median", "not reached", "12 of 12 (100 %, 76 to 100)");
    }
}
