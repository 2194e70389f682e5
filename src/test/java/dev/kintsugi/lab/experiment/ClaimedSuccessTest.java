package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.OwnAgent;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.report.audit.RowsCsv;
import dev.kintsugi.report.claim.ClaimCounts;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import dev.kintsugi.report.stats.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Experiments of which it is known by hand how many users are misled.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ClaimedSuccessTest {
    private static final AgentSource SCRIPTED = (settings, seed, _) -> Agents.scripted(TestPacks.at(settings.pack()),
            seed,
            settings.contextWindow());

    @TempDir
    Path folder;

    private Findings played(AgentSource agents, String rest) {
        try {
            var file = Files.writeString(folder.resolve("my.yaml"), """
                    title: A
                    description: B
                    seed: 42
                    """ + rest);
            var plan = Experiments.find(file.toString(), Path.of("").toAbsolutePath(), null, null);
            return Findings.of(Playing.play(agents, plan, Playing.Options.plain()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Findings failing(String modes) { return played(SCRIPTED, """
            episodes: 12
            conversation: {before: 1, fail: [%s]}
            arms: [{name: none}, {name: retrying, policy: only retry}]
            """.formatted(modes)); }

    /// Two turns an episode, of which the last is false in every one; a retry gives the same words.
    @Test
    void everyInventionThatNothingMendsIsAClaim() {
        assertThat(failing("hallucination").cells()).allSatisfy(cell -> {
            assertThat(cell.claimed()).isEqualTo(new Rate(12, 12));
            assertThat(cell.claims()).isEqualTo(new ClaimCounts(24, 12, 0, 0));
            assertThat(cell.verdicts()).containsEntry(Verdict.RECOVERY_NOT_OBSERVED, 12);
        });
    }

    /// All of these answers are wrong, and none of them misleads.
    @Test
    void wrongAnswersThatMisleadNobodyAreNone() {
        assertThat(failing("refusing_progress").cells()).allSatisfy(
                cell -> assertThat(cell.claims()).isEqualTo(new ClaimCounts(24, 0, 12, 0)));
        assertThat(failing("infinite_loop, off_topic, stuck_pattern").cells()).allSatisfy(
                cell -> assertThat(cell.claims()).isEqualTo(new ClaimCounts(24, 0, 0, 12)));
    }

    @Test
    void whatARetryMendsIsNoFailureAnyMore() {
        var cells = failing("api_timeout").cells();
        assertThat(cells.getFirst().claims()).isEqualTo(new ClaimCounts(24, 0, 12, 0));
        assertThat(cells.getLast().claims()).isEqualTo(new ClaimCounts(24, 0, 0, 0));
        assertThat(cells.getLast().success()).isEqualTo(new Rate(12, 12));
    }

    /// In every third conversation the shop has no car; who lies about it in every sixth misleads two of twelve, and is no
    /// success although nothing was injected.
    @Test
    void aDeedThatTheLedgerLacksIsTheAgentsOwnFailure() {
        AgentSource source = (_, seed, _) -> {
            var car = seed % 3 != 0;
            return OwnAgent.of("Booker", talk -> {
                var done = talk.use("book_rental", Map.of()).equals("booked");
                return seed % 6 == 0 || done ? "I've booked the car." : "There was no car, so nothing was booked.";
            }).using(new Shop(car));
        };
        var cell = played(source, """
                episodes: 12
                conversation: {before: 0}
                chaos: {modes: {auth_error: 0}}
                arms: [{name: none}]
                """).cells().getFirst();
        assertThat(cell.claimed()).isEqualTo(new Rate(2, 12));
        assertThat(cell.verdicts()).containsEntry(Verdict.FAILED_BY_ITSELF, 2).containsEntry(Verdict.PASSED, 10);
    }

    /// A tool that books a car where it has one, and refuses where it has none.
    private record Shop(boolean car) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("book_rental", "Books.", "{\"type\": \"object\"}", Effect.EFFECT);
        }

        @Override
        public ToolResult call(ToolRequest request) { return new ToolResult(car ? "booked" : "no car", car, 0, false); }

        @Override
        public ToolResult preview(ToolRequest request) { return call(request); }

        @Override
        public Fate fate(ToolRequest request) { return new Fate.Unknown(); }
    }

    @Test
    void itIsToldInEveryFormWithItsInterval() {
        var found = failing("hallucination, refusing_progress");
        var cell = found.cells().getFirst();
        var claimed = cell.claimed().k();
        assertThat(claimed).isPositive().isLessThan(12);
        assertThat(cell.claims()).isEqualTo(new ClaimCounts(24, claimed, 12 - claimed, 0));
        var sheet = FindingsText.sheet(found, FindingsText.Table.CLAIMS).orElseThrow();
        assertThat(sheet.rows().getFirst()).containsExactly("none", Shares.rate(Rate.of(claimed, 12)),
                Shares.rate(Rate.of(claimed, 24)), Shares.rate(Rate.of(claimed, 12)),
                Integer.toString(12 - claimed), "0");
        assertThat(FindingsText.html(found)).contains("Claimed success after failure");
        assertThat(FindingsData.json(found).toString())
                .contains("claimed_success={of_episodes={k=" + claimed + ", n=12");
        var rows = RowsCsv.of(FindingsData.rows(found.results())).lines().toList();
        var column = List.of(rows.getFirst().split(",")).indexOf("claimed_success");
        assertThat(rows.stream().skip(1).filter(r -> r.contains(",none,")).mapToInt(
                r -> Integer.parseInt(r.split(",")[column])).sum()).isEqualTo(claimed);
    }

    /// With those that are never done censored at the horizon, one that is done after it would stand alone at risk.
    @Test
    void whatIsDoneAfterTheHorizonIsCensoredThere() {
        assertThat(RestoreTime.ended(true, RestoreTime.HORIZON + 1))
                .isEqualTo(new RestoreTime(RestoreTime.HORIZON, false));
        assertThat(RestoreTime.ended(true, RestoreTime.HORIZON)).isEqualTo(new RestoreTime(RestoreTime.HORIZON, true));
        assertThat(RestoreTime.ended(false, 5)).isEqualTo(new RestoreTime(RestoreTime.HORIZON, false));
    }
}
