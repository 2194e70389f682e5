package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.claim.ClaimCounts;
import dev.kintsugi.report.stats.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PlayingTest {
    private static final AgentSource AGENTS = (settings, seed, _) -> Agents.scripted(Packs.at(settings.pack()), seed,
            settings.contextWindow());

    @TempDir
    Path folder;

    private Experiment plan(String rest) {
        try {
            var file = Files.writeString(folder.resolve("my.yaml"), """
                    title: A
                    description: B
                    seed: 42
                    """ + rest);
            return Experiments.find(file.toString(), Path.of("").toAbsolutePath(), null, null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Experiment two() { return plan("""
            episodes: 10
            conversation: {before: 2, fail: all}
            arms: [{name: none}, {name: standard, policy: standard}]
            """); }

    private static Results play(Experiment plan, int players, @Nullable ResultStore store) {
        return Playing.play(AGENTS, plan, new Playing.Options(players, () -> false, store, null, null, (_, _) -> {}));
    }

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
    void whatWasCancelledGoesOnAndEndsAsIfItNeverHadStopped() throws IOException {
        var whole = new ResultStore(folder.resolve("whole"), two());
        whole.close(play(two(), 2, whole));
        var out = folder.resolve("cut");
        var store = new ResultStore(out, two());
        var asked = new AtomicInteger();
        var cut = Playing.play(AGENTS, two(),
                new Playing.Options(1, () -> asked.incrementAndGet() > 3, store, null, null, (_, _) -> {}));
        store.close(cut);
        assertThat(cut.ending()).isEqualTo(Results.Ending.CANCELLED);
        assertThat(cut.tasks().keySet()).containsExactly(1, 2, 3);
        Files.writeString(out.resolve("episodes.part.jsonl"), "{\"task\":4,\"episo", StandardOpenOption.APPEND);
        var again = new ResultStore(out, two());
        assertThat(again.found()).as("the torn line of a killed run is no result").hasSize(3);
        var done = new AtomicInteger();
        again.close(Playing.play(AGENTS, two(),
                new Playing.Options(1, () -> done.incrementAndGet() > 100, again, null, null, (_, _) -> {})));
        assertThat(out.resolve(ResultStore.FILE)).hasSameBinaryContentAs(folder.resolve("whole/" + ResultStore.FILE));
        assertThat(out.resolve("episodes.part.jsonl")).doesNotExist();
    }

    @Test
    void resultsOfAnotherExperimentAreNotMixedIn() {
        new ResultStore(folder.resolve("out"), two()).close(play(two(), 2, null));
        var other = plan("""
                episodes: 10
                conversation: {before: 1, fail: all}
                arms: [{name: none}]
                """);
        assertThatThrownBy(() -> new ResultStore(folder.resolve("out"), other)).isInstanceOf(Problem.class)
                .hasMessageContaining("results of another experiment");
    }

    @Test
    void whatBreaksInTheLabIsNoFailureOfTheAgent() {
        AgentSource broken = (settings, seed, clock) -> {
            if (seed == 42 + 3) {
                throw new Problem("The agent cannot be made", "a test says so", "Do nothing");
            }
            return AGENTS.agent(settings, seed, clock);
        };
        var results = Playing.play(broken, two(), Playing.Options.plain());
        var found = Findings.of(results);
        assertThat(found.all(Verdict.INFRASTRUCTURE_ERROR)).isEqualTo(2);
        assertThat(found.cells()).allSatisfy(c -> assertThat(c.success().n()).isEqualTo(9));
        assertThat(found.against().getFirst().pairs()).isEqualTo(9);
    }

    @Test
    void whatBrokeInTheLabIsPlayedAgain() throws IOException {
        AgentSource broken = (settings, seed, clock) -> {
            if (seed == 42 + 3) {
                throw new Problem("The agent cannot be made", "a test says so", "Do nothing");
            }
            return AGENTS.agent(settings, seed, clock);
        };
        var store = new ResultStore(folder.resolve("out"), two());
        var results = Playing.play(broken, two(),
                new Playing.Options(2, () -> false, store, null, null, (_, _) -> {}));
        store.close(results);
        assertThat(Findings.of(results).all(Verdict.INFRASTRUCTURE_ERROR)).isEqualTo(2);
        var again = new ResultStore(folder.resolve("out"), two());
        assertThat(again.found()).hasSize(9).doesNotContainKey(3);
        again.close(play(two(), 2, again));
        var whole = new ResultStore(folder.resolve("whole"), two());
        whole.close(play(two(), 2, whole));
        assertThat(folder.resolve("out/" + ResultStore.FILE))
                .hasSameBinaryContentAs(folder.resolve("whole/" + ResultStore.FILE));
        assertThat(Findings.of(Playing.play(AGENTS, two(),
                new Playing.Options(2, () -> false, null, null, results, (_, _) -> {})))
                .all(Verdict.INFRASTRUCTURE_ERROR)).as("in the window too").isZero();
    }

    @Test
    void aLogThatCannotBeKeptEndsTheRunAndIsNoResult() {
        var out = folder.resolve("out");
        assertThatThrownBy(() -> Playing.play(AGENTS, two(), new Playing.Options(2, () -> false,
                new ResultStore(out, two()), folder.resolve("nowhere"), null, (_, _) -> {})))
                .isInstanceOf(Problem.class).hasMessageContaining("The session was not exported");
        assertThat(new ResultStore(out, two()).found()).isEmpty();
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
    void aScriptIsPlayedInPlaceOfConversations() {
        var found = Findings.of(play(plan("""
                episodes: 2
                scenario: first-steps
                arms: [{name: none}, {name: standard, policy: standard}]
                """), 2, null));
        assertThat(found.all(Verdict.INFRASTRUCTURE_ERROR)).isZero();
        assertThat(found.cells().getFirst().manifested().k()).isPositive();
    }

    /// Another pack answers otherwise, with the same words and chance; a window that is too small is the agent's failure.
    @Test
    void anArmsPackAndWindowGoWithAScript() {
        var plan = plan("""
                episodes: 2
                scenario: first-steps
                arms:
                  - {name: own}
                  - {name: other, pack: general}
                  - {name: small, context_window: 600}
                """);
        var results = play(plan, 2, null);
        var cells = Findings.of(results).cells();
        assertThat(cells.getFirst().manifested()).isEqualTo(cells.get(1).manifested());
        assertThat(cells.getLast().success()).as("and not the lab's").isEqualTo(new Rate(0, 2));
        assertThat(cells.getLast().claims()).as("who says that it is too much misleads nobody")
                .isEqualTo(new ClaimCounts(12, 0, 12, 0));
        try (var lab = Lab.inMemory(LabSettings.defaults(), AGENTS)) {
            var said = plan.conditions().stream().map(c -> new Episode(plan, c, 1, 1).shown(lab).turns()).toList();
            assertThat(said.get(1).getFirst().message()).isEqualTo(said.getFirst().getFirst().message());
            assertThat(said.get(1).getFirst().natural()).isNotEqualTo(said.getFirst().getFirst().natural());
        }
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

    @Test
    void whatWasFinishedBeforeIsNotPlayedAgain() {
        var asked = new AtomicInteger();
        var cut = Playing.play(AGENTS, two(),
                new Playing.Options(1, () -> asked.incrementAndGet() > 4, null, null, null, (_, _) -> {}));
        var begun = new AtomicInteger();
        AgentSource counting = (settings, seed, clock) -> {
            begun.incrementAndGet();
            return AGENTS.agent(settings, seed, clock);
        };
        var rest = Playing.play(counting, two(),
                new Playing.Options(1, () -> false, null, null, cut, (_, _) -> {}));
        assertThat(begun.get()).as("two arms of the six that were missing").isEqualTo(12);
        assertThat(rest).isEqualTo(play(two(), 1, null));
    }

    /// The very turns that were counted, in a lab in which other sessions were before, and only once.
    @Test
    void anEpisodeIsShownWithTheChanceItMetAndOpenedAgainNotPlayed() {
        var plan = plan("""
                episodes: 6
                trials: 2
                conversation: {before: 2, fail: all}
                chaos: wild
                arms: [{name: none}, {name: standard, policy: standard}]
                """);
        var results = play(plan, 2, null);
        try (var lab = Lab.inMemory(LabSettings.defaults(), AGENTS)) {
            lab.begin(SessionSpec.of(lab.settings()));
            for (var condition : plan.conditions()) {
                for (int task = 1; task <= 6; task++) {
                    var counted = results.of(condition).get((task - 1) * 2 + 1);
                    var session = new Episode(plan, condition, task, 2).shown(lab);
                    assertThat(Judging.of(session.turns(), session.recoveryCounts(), counted.turns()))
                            .isEqualTo(counted);
                }
            }
            assertThat(lab.sessions()).hasSize(13);
            var again = new Episode(plan, plan.conditions().getFirst(), 3, 2).shown(lab);
            assertThat(again.turns()).isNotEmpty();
            assertThat(lab.sessions()).hasSize(13);
        }
    }

    @Test
    void anEpisodeOfAScenarioIsShownToo() {
        var plan = plan("""
                episodes: 2
                scenario: retry-storm
                arms: [{name: none}, {name: standard, policy: standard}]
                """);
        var results = play(plan, 1, null);
        try (var lab = Lab.inMemory(LabSettings.defaults(), AGENTS)) {
            var condition = plan.conditions().getLast();
            var session = new Episode(plan, condition, 2, 1).shown(lab);
            var counted = results.of(condition).get(1);
            assertThat(Judging.of(session.turns(), session.recoveryCounts(), counted.turns())).isEqualTo(counted);
        }
    }
}
