package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeededTest extends CommandTest {
    private static final List<String> SHARED = List.of("--data", "--seed", "--recovery", "--pack", "--chaos",
            "--multiplier", "--every-turn", "--speed", "--agent", "--base-url", "--model", "--encoding",
            "--context");

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "compare none standard --agent provider --model gpt-4o; --agent and --model have no effect on kintsugi compare",
            "compare none standard --chaos nonsense; --chaos has no effect on kintsugi compare",
            "experiment standard-worth --chaos wild; --chaos has no effect on kintsugi experiment: the experiment's file",
            "experiment standard-worth --pack support --recovery on; --pack and --recovery have no effect",
            "matrix --chaos mild; --chaos has no effect on kintsugi matrix: the script says",
            "replay insurance --chaos wild --multiplier 2 --pack general; --chaos and --multiplier have no effect",
            "replay any.jsonl --recovery on; --recovery has no effect on kintsugi replay: a recorded session",
            "analyze --chaos wild; --chaos has no effect",
            "analyze --url http://127.0.0.1:1 --agent scripted; --agent has no effect on kintsugi analyze: the served lab",
            "compare none standard --context 600; --context has no effect on kintsugi compare: both policies",
            "recover s1 --context 600; --context has no effect on kintsugi recover: a session keeps the seed,",
            "services --chaos on; --chaos has no effect",
            "export --list --model m; --model has no effect", "move --to there --agent scripted; --agent has no effect",
            "workflow --list --chaos on; --chaos has no effect", "bench --kill 1 --chaos on; --chaos has no effect"})
    void whoAnswersAndWhatFailsIsRefusedWhereItHasNoSay(String line, String words) {
        var said = run(line.split(" "));
        assertThat(said.code()).as(said.out()).isEqualTo(2);
        assertThat(said.err().lines().toList()).hasSize(2);
        assertThat(said.err().replaceAll("\\s+", " ")).contains(words, "Leave ");
        assertThat(said.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "export --list --seed 7; --seed has no effect on kintsugi export: a session is written as it is in the log.",
            "experiment --list --data here --speed instant; --data and --speed have no effect on kintsugi experiment:",
            "workflow --list --recovery on; --recovery has no effect on kintsugi workflow: workflows are listed"})
    void whatScriptsGiveToAllAlikeIsTakenAndToldOf(String line, String words) {
        var said = run(line.split(" "));
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err().replaceAll("\\s+", " ")).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"chat,13", "serve,13", "doctor,13", "workflow,13", "errands,12", "recover,9", "replay,9", "detectors,9",
            "analyze,7", "compare,2", "matrix,2", "bench,2", "experiment,1", "services,1", "export,1", "move,1"})
    void theHelpListsWhatHasASay(String command, int many) {
        var help = run(command, "--help").out();
        assertThat(help).contains("--json", "--log-level");
        assertThat(SHARED.stream().filter(help.split("Common options:")[1]::contains)).hasSize(many);
    }

    /// They are for every command, also for those in which some have no say.
    @Test
    void settingsFromElsewhereAreLeftOut() {
        door.settings = s -> s.withSeed(7).withPolicy("standard").withTimeScale(3);
        assertThat(run("export", "--list").code()).isZero();
        assertThat(run("detectors", "--domain", "general", "--conversations", "1", "--turns", "2", "--faults", "0")
                .code()).isNotEqualTo(2);
    }
}
