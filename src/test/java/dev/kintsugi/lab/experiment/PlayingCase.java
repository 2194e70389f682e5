package dev.kintsugi.lab.experiment;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.AgentSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What tests of experiments that are played share: plans of a few lines, and scripted agents to play them.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
abstract class PlayingCase {
    static final AgentSource AGENTS = (settings, seed, _) -> Agents.scripted(TestPacks.at(settings.pack()), seed,
            settings.contextWindow());

    /// Breaks in the third of the tasks.
    static final AgentSource BROKEN = (settings, seed, clock) -> {
        if (seed == 42 + 3) {
            throw new Problem("The agent cannot be made", "a test says so", "Do nothing");
        }
        return AGENTS.agent(settings, seed, clock);
    };

    @TempDir
    Path folder;

    final Experiment plan(String rest) {
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

    final Experiment two() { return plan("""
            episodes: 10
            conversation: {before: 2, fail: all}
            arms: [{name: none}, {name: standard, policy: standard}]
            """); }

    static Results play(Experiment plan, int players, @Nullable ResultStore store) {
        return Playing.play(AGENTS, plan, new Playing.Options(players, () -> false, store, null, null, (_, _) -> {}));
    }
}
