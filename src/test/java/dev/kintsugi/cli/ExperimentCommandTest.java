package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentCommandTest extends CommandTest {
    private String file() throws IOException { return Files.writeString(folder.resolve("my.yaml"), """
            title: Two <arms>
            description: Nothing special
            seed: 7
            episodes: 6
            conversation: {before: 1, fail: [api_timeout, hallucination]}
            arms: [{name: none}, {name: standard, policy: standard}]
            """).toString(); }

    @Test
    void theSameFileGivesTheSameBytes() throws IOException {
        var one = run("experiment", file(), "--out", folder.resolve("one").toString(), "--json");
        var two = run("experiment", file(), "--out", folder.resolve("two").toString(), "--json", "--players", "1");
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out()).isEqualTo(two.out());
        for (var name : List.of("episodes.jsonl", "episodes.csv", "report.json", "report.html")) {
            assertThat(folder.resolve("one").resolve(name)).as(name)
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(name));
        }
        assertThat(folder.resolve("one/report.html")).content().contains("Two &lt;arms&gt;").doesNotContain("http:",
                "https:", "<script");
        assertThat(one.json().at("/conditions/1/success/n").asInt()).isEqualTo(6);
        assertThat(run("experiment", file(), "--out", folder.resolve("one").toString(), "--json").out())
                .as("taken from disk").isEqualTo(one.out());
    }

    @Test
    void keptLogsAreVerifiedAndReplayed() throws IOException {
        var logs = folder.resolve("logs");
        assertThat(run("experiment", file(), "--keep", logs.toString()).code()).isZero();
        try (var all = Files.list(logs)) {
            var kept = all.map(Path::toString).sorted().toList();
            assertThat(kept).hasSize(12);
            assertThat(run("verify", kept.getFirst()).code()).isZero();
            var replayed = run("replay", kept.getLast());
            assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
        }
    }

    @Test
    void tablesHaveCountsAndIntervals() throws IOException {
        var said = run("experiment", file());
        assertThat(said.out()).contains("0 of 6 (0 %, 0 to 39)").contains("Against none").contains("pairs");
    }

    @Test
    void whatCanBeRunIsListedAndChecked() throws IOException {
        assertThat(run("experiment", "--list").out()).contains("standard-worth");
        assertThat(run("experiment", file(), "--check").out()).contains("12 episodes in all");
    }

    @Test
    void aPageMayLieInTheFolderOfTheResults() throws IOException {
        var results = folder.resolve("made/results");
        var said = run("experiment", file(), "--out", results.toString(), "--html", results + "/page.html", "--csv",
                folder.resolve("made/rows.csv").toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(results.resolve("page.html")).exists();
        assertThat(folder.resolve("made/rows.csv")).exists();
    }

    @Test
    void nothingIsLeftBehindByAPlanThatIsRefused() throws IOException {
        var results = folder.resolve("refused").toString();
        assertThat(run("experiment", "nowhere", "--out", results, "--html", results + "/page.html").code())
                .isEqualTo(2);
        assertThat(run("experiment", file(), "--out", results, "--html", folder + "/none/page.html").code())
                .isEqualTo(2);
        assertThat(run("experiment", file(), "--out", results, "--html", results).err()).contains("it is a folder");
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    void whatMakesNoSenseIsTold() throws IOException {
        assertThat(run("experiment").code()).isEqualTo(2);
        assertThat(run("experiment", "nowhere").err()).contains("no experiment 'nowhere'");
        assertThat(run("experiment", file(), "--players", "0").err()).contains("--players cannot be 0");
        assertThat(run("experiment", file(), "--episodes", "0").err()).contains("there cannot be 0 episodes");
        assertThat(run("experiment", file(), "--recovery", "standard").err()).contains("the experiment's file says");
        assertThat(run("experiment", file(), "--out", file()).code()).isEqualTo(2);
    }
}
