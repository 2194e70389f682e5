package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.report.audit.Sheet;
import dev.kintsugi.report.stats.PairedMean;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
    private static final AgentSource AGENTS = (settings, seed, _) -> Agents.scripted(TestPacks.at(settings.pack()),
            seed,
            settings.contextWindow());

    @Test
    void aDifferenceHasItsSignUnlessItIsWrittenAsNothing() {
        assertThat(share(0.62, 0.55, 0.69)).isEqualTo("+62\u00a0% (+55 to +69)");
        assertThat(share(-0.001, -0.1, 0.004)).isEqualTo("0\u00a0% (-10 to 0)");
    }

    private static String share(double value, double low, double high) {
        return FindingsText.share(new PairedMean(9, OptionalDouble.of(value), OptionalDouble.of(low),
                OptionalDouble.of(high)));
    }

    @Test
    void peopleReadPatternsInWordsAndProgramsAsTheyStandInFiles() {
        var plan = Experiments.find("ablation", Path.of(""), null, 1);
        var found = Findings.of(Playing.play(AGENTS, plan, Playing.Options.plain()));
        assertThat(FindingsText.sheets(found)).flatExtracting(Sheet::rows).extracting(row -> row.getFirst())
                .contains("only model fallback", "standard without model fallback", "model fallback")
                .noneMatch(name -> name.contains("_"));
        assertThat(FindingsData.json(found).toString()).contains("arm=only model_fallback", "pattern=model_fallback");
    }
}
