package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static List<Integer> turns(String rule, int last) {
        var schedule = Schedule.parse(rule);
        return IntStream.rangeClosed(1, last).filter(turn -> schedule.ppm(turn, 0) == 1_000_000).boxed().toList();
    }

    private static List<Integer> percents(String rule, int... turns) {
        var schedule = Schedule.parse(rule);
        return IntStream.of(turns).map(turn -> schedule.ppm(turn, 0) / 10_000).boxed().toList();
    }

    @Test
    void rulesOfTurnsBeginAndEndWhereTheySay() {
        assertThat(turns("always", 4)).containsExactly(1, 2, 3, 4);
        assertThat(turns("first 2", 5)).containsExactly(1, 2);
        assertThat(turns("every 3", 10)).containsExactly(3, 6, 9);
        assertThat(turns("turns 2-4", 6)).containsExactly(2, 3, 4);
    }

    @Test
    void secondsBeginWithTheirFirstMomentAndEndBeforeTheirLast() {
        var schedule = Schedule.parse("seconds 30-60");
        assertThat(schedule.ppm(1, 29_999)).isZero();
        assertThat(schedule.ppm(1, 30_000)).isEqualTo(1_000_000);
        assertThat(schedule.ppm(1, 59_999)).isEqualTo(1_000_000);
        assertThat(schedule.ppm(1, 60_000)).isZero();
    }

    @Test
    void aRampClimbsInEvenStepsAndStaysAtItsEnd() {
        assertThat(percents("ramp 0%-50% over 11", 1, 2, 6, 11, 12, 900)).containsExactly(0, 5, 25, 50, 50, 50);
        assertThat(percents("ramp 80%-20% over 4", 1, 2, 3, 4)).containsExactly(80, 60, 40, 20);
        assertThat(percents("ramp 10%-30% over 1", 1, 2)).containsExactly(30, 30);
    }

    @Test
    void aChanceIsTheSameInEveryTurn() { assertThat(percents("chance 12%", 1, 7, 1000)).containsExactly(12, 12, 12); }

    @ParameterizedTest
    @ValueSource(strings = {"always", "first 3", "every 5", "turns 10-20", "seconds 30-60", "ramp 0%-50% over 100",
            "chance 10%", "chance 0.5%"})
    void whatARuleSaysOfItselfReadsBack(String rule) {
        assertThat(Schedule.parse(rule).text()).isEqualTo(rule);
        assertThat(Schedule.parse(" " + rule.toUpperCase(Locale.ROOT) + " ")).isEqualTo(Schedule.parse(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "first", "first 0", "every 0", "every -1", "turns 5-4", "seconds 9-1",
            "ramp 0%-101% over 3", "ramp 0%-1% over 0", "chance 101%", "chance .%", "chance 0.00001%",
            "first 99999999"})
    void aRuleThatMakesNoSenseIsRefusedWithTheRulesThereAre(String rule) {
        assertThatThrownBy(() -> Schedule.parse(rule)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.todo()).contains("every 5", "chance 10%"));
    }
}
