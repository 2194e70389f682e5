package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// What is played, and what is found of it.
class PlayingTest extends PlayingCase {
    @Test
    void theNumberOfPlayersChangesNothing() { assertThat(play(two(), 1, null)).isEqualTo(play(two(), 4, null)); }

    @Test
    void bothArmsMeetTheSameFailures() {
        var results = play(two(), 2, null);
        var none = results.of(results.plan().conditions().getFirst());
        var standard = results.of(results.plan().conditions().getLast());
        assertThat(none).extracting(p -> p.touched().getLast().mode())
                .isEqualTo(standard.stream().map(p -> p.touched().getLast().mode()).toList());
        assertThat(none).extracting(Played::turns).isEqualTo(standard.stream().map(Played::turns).toList());
        assertThat(none).extracting(Played::verdict).containsOnly(Verdict.RECOVERY_NOT_OBSERVED);
        assertThat(standard).extracting(Played::verdict).contains(Verdict.RECOVERED);
    }

    @Test
    void compareIsTheExperimentOfTwoArms() {
        var compared = Comparison.play(AGENTS, "insurance", 42, 10, "none", "standard");
        var found = Findings.of(play(plan("""
                episodes: 10
                conversation: {before: 3, fail: all}
                arms: [{name: none}, {name: standard, policy: standard}]
                """), 2, null));
        var against = found.against().getFirst();
        assertThat(compared.test()).isEqualTo(against.test());
        assertThat(compared.second().of(dev.kintsugi.domain.event.Outcome.RECOVERED))
                .isEqualTo(found.cells().getLast().recovery());
        assertThat(compared.second().sound().median()).isEqualTo(found.cells().getLast().sound().median());
        assertThat(compared.second().sound().mean()).isEqualTo(found.cells().getLast().sound().mean());
    }

    @Test
    void whatBreaksInTheLabIsNoFailureOfTheAgent() {
        var results = Playing.play(BROKEN, two(), Playing.Options.plain());
        var found = Findings.of(results);
        assertThat(found.all(Verdict.INFRASTRUCTURE_ERROR)).isEqualTo(2);
        assertThat(found.cells()).allSatisfy(c -> assertThat(c.success().n()).isEqualTo(9));
        assertThat(found.against().getFirst().pairs()).isEqualTo(9);
    }

    @Test
    void noChanceIsNoDataAndNoFailureIsAPass() {
        var found = Findings.of(play(plan("""
                episodes: 3
                conversation: {before: 1}
                chaos: mild
                lambda: [0, 5]
                arms: [{name: none}]
                """), 2, null));
        var calm = found.cells().getFirst();
        assertThat(calm.success().k()).isEqualTo(3);
        assertThat(calm.injected().n()).isZero();
        assertThat(calm.recovery().value()).isEmpty();
        assertThat(found.cells().getLast().injected().k()).isPositive();
        assertThat(FindingsText.html(found)).contains("no data").doesNotContain("<script");
    }

    @Test
    void garbledWordsCanBeMisunderstood() {
        var found = Findings.of(play(plan("""
                episodes: 8
                epsilon: [0, 1]
                arms: [{name: none}]
                """), 2, null));
        assertThat(found.cells().getFirst().success().k()).isEqualTo(8);
        assertThat(found.all(Verdict.MISUNDERSTOOD)).isPositive();
    }

    @Test
    void itEndsOnceEnoughIsKnownAndNeverElsewhere() {
        var rest = """
                episodes: 40
                conversation: {before: 0, fail: [auth_error]}
                stop: {width: 0.4, every: 10}
                arms: [{name: none}]
                """;
        var one = play(plan(rest), 1, null);
        assertThat(one.ending()).isEqualTo(Results.Ending.STOPPED_EARLY);
        assertThat(one.tasks()).hasSize(10);
        assertThat(play(plan(rest), 3, null)).isEqualTo(one);
    }

    @Test
    void whoWatchesSeesWholeTasksArrive() {
        var seen = new ConcurrentHashMap<Integer, Results>();
        var whole = Playing.play(AGENTS, two(), new Playing.Options(2, () -> false, null, null, null,
                (tasks, soFar) -> seen.put(tasks, soFar.get())));
        assertThat(seen.keySet()).contains(10).allMatch(tasks -> tasks >= 1 && tasks <= 10);
        assertThat(seen.values()).allSatisfy(part -> {
            assertThat(part.ending()).isEqualTo(Results.Ending.UNDER_WAY);
            assertThat(whole.tasks()).containsAllEntriesOf(part.tasks());
            assertThat(Findings.of(part).cells()).allMatch(c -> c.episodes() == part.tasks().size());
        });
    }
}
