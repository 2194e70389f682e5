package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.claim.ClaimCounts;
import dev.kintsugi.report.stats.Rate;
import org.junit.jupiter.api.Test;

/// Episodes of scripts, and single ones that are shown in a lab.
class EpisodesShownTest extends PlayingCase {
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
