package dev.kintsugi.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.store.PostgresUrl;
import dev.kintsugi.store.StoreUrl;
import dev.kintsugi.store.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    Path folder;

    @Test
    void everythingIsMeasuredAndNothingIsLeftBehind() throws Exception {
        var told = new ArrayList<String>();
        var findings = Bench.run(Duration.ofMillis(20), folder, new TestAgents(),
                Scenarios.find("insurance", Path.of("").toAbsolutePath()),
                (PostgresUrl) StoreUrl.of("DATABASE_URL", TestPostgres.url(false)), told::add);
        assertThat(findings.figures()).hasSize(22).allSatisfy(f -> {
            assertThat(f.median()).as(f.name()).isPositive().isFinite();
            assertThat(f.least()).isLessThanOrEqualTo(f.median());
            assertThat(f.most()).isGreaterThanOrEqualTo(f.median());
        });
        assertThat(findings.figures()).extracting(Figure::name).doesNotHaveDuplicates();
        assertThat(findings.ratios()).isNotEmpty().allSatisfy(r -> assertThat(r.value()).isPositive().isFinite());
        assertThat(told).hasSize(22).last().asString().startsWith("22/22");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theMedianStandsInTheMiddle() {
        assertThat(Figure.of("f", "f", "ns", 9, 1, 5).median()).isEqualTo(5);
        assertThat(Figure.of("f", "f", "ns", 9, 1, 5, 7).median()).isEqualTo(6);
    }
}
