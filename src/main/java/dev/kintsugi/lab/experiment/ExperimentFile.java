package dev.kintsugi.lab.experiment;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.scenario.Fields;
import dev.kintsugi.lab.scenario.PlainYaml;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScenarioText;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.lab.scenario.SchemaCheck;
import dev.kintsugi.recovery.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an experiment of a file's fields. Immutable.
///
/// @param home where scenarios are found by name
record ExperimentFile(Path path, Path home, String text, Fields file) {
    private static final int ALL = Probability.ONE_PPM;

    static Experiment load(Path path, Path home, @Nullable Long seed, @Nullable Integer episodes) {
        try {
            var text = ScenarioText.read(path);
            var source = PlainYaml.read(path.toString(), text);
            SchemaCheck.EXPERIMENT.check(source);
            return new ExperimentFile(path, home, text, Fields.of(source)).experiment(seed, episodes);
        } catch (Problem e) {
            throw new Problem("This experiment cannot be run", e.why(), e.todo(), e);
        }
    }

    private Experiment experiment(@Nullable Long otherSeed, @Nullable Integer otherEpisodes) {
        var script = script();
        var arms = new ArmsOfFile(path, file, script).arms();
        var trials = (int) file.number("trials", 1);
        var lambdas = levels("lambda", List.of(ALL));
        var plan = new Experiment(name(), file.text("title"), file.text("description").strip(),
                otherSeed != null ? otherSeed : file.number("seed", 0),
                episodes(otherEpisodes), trials,
                (int) file.map("conversation").number("before", 3), forced(), script, arms,
                levels("epsilon", List.of(0)), lambdas, ks(trials), file.text("ablation"), stopping(), "");
        check(plan);
        return digested(plan);
    }

    private int episodes(@Nullable Integer other) {
        var episodes = other != null ? other : (int) file.number("episodes", 1);
        if (episodes < 1 || episodes > 100_000) {
            throw file.problem("episodes", "there cannot be " + episodes + " episodes: it is 1 to 100000", "Use 200");
        }
        return episodes;
    }

    private String name() {
        var name = path.getFileName().toString();
        var bare = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        return bare.replaceAll("[^A-Za-z0-9_-]+", "-");
    }

    private @Nullable Scenario script() {
        if (!file.has("scenario")) {
            return null;
        }
        if (file.has("conversation")) {
            throw file.problem("conversation",
                    "'conversation' is for generated conversations, and a scenario is played", "Remove one of the two");
        }
        return file.told("scenario", () -> Scenarios.find(file.text("scenario"), home));
    }

    private List<FailureMode> forced() {
        var conversation = file.map("conversation");
        if (!conversation.has("fail")) {
            return List.of();
        }
        var listed = conversation.texts("fail").stream().map(FailureMode::of).toList();
        return listed.isEmpty()
                ? List.of(FailureMode.values())
                : Arrays.stream(FailureMode.values()).filter(listed::contains).toList();
    }

    private List<Integer> levels(String name, List<Integer> otherwise) {
        if (!file.has(name)) {
            return otherwise;
        }
        var list = new Fields(file.source(), file.pointer() + "/" + name, file.map().path(name));
        return IntStream.range(0, list.map().size()).mapToObj(i -> {
            try {
                return list.map().get(i).decimalValue().movePointRight(6).intValueExact();
            } catch (ArithmeticException e) {
                throw list.problem(String.valueOf(i), "it has more than six decimals", "Round it to six");
            }
        }).toList();
    }

    private List<Integer> ks(int trials) {
        var ks = file.has("k") ? file.texts("k").stream().map(Integer::valueOf).toList() : List.of(1);
        if (ks.stream().anyMatch(k -> k > trials)) {
            throw file.problem("k",
                    "pass^k needs at least k trials, and there " + (trials == 1 ? "is " : "are ") + trials,
                    "Raise trials, or leave the larger numbers out");
        }
        return ks;
    }

    private Experiment.@Nullable Stopping stopping() {
        var stop = file.map("stop");
        return file.has("stop")
                ? new Experiment.Stopping(stop.ppm("width"), (int) stop.number("every", 100))
                : null;
    }

    /// What is in a pack's folder; a built-in one's name.
    private static String known(String pack) {
        if (pack.isEmpty() || Packs.names().contains(pack)) {
            return pack;
        }
        try (var files = Files.list(Path.of(pack))) {
            var all = new StringBuilder();
            for (var file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                all.append(file.getFileName()).append('\n').append(Files.readString(file)).append('\n');
            }
            return Chain.sha256(all.toString());
        } catch (IOException e) {
            throw new Problem("The pack " + pack + " cannot be read", FileTrouble.words(e),
                    "Check that it is a folder you may read", e);
        }
    }

    private void check(Experiment plan) {
        var all = (long) plan.episodes() * plan.episodesOfATask();
        if (all > Experiment.MOST) {
            throw file.problem("episodes", "these are " + all + " episodes in all, " + plan.episodesOfATask()
                    + " for each conversation, and at most " + Experiment.MOST + " are played",
                    "Play fewer episodes, trials, levels or arms");
        }
        var script = plan.script();
        var chance = plan.arms().stream().anyMatch(a -> a.faults() != null)
                || script != null && script.chance().chaos();
        if (!chance && !plan.lambdas().equals(List.of(ALL))) {
            throw file.problem("lambda", "nothing fails by chance here, so a factor on chance changes nothing",
                    "Add chaos, or remove lambda");
        }
        if (!chance && plan.forced().isEmpty() && script == null
                && plan.epsilons().equals(List.of(0))) {
            throw file.problem("", "nothing ever fails in it",
                    "Add chaos, or force failures with conversation: {fail: all}");
        }
    }

    /// A policy that was found beside this file as it stands in it.
    private String written(String policy) {
        var folder = path.toAbsolutePath().normalize().getParent();
        return folder == null || !Path.of(policy).isAbsolute() || says(policy)
                ? policy
                : folder.relativize(Path.of(policy)).toString();
    }

    private boolean says(String policy) {
        return Stream.concat(Stream.of(file), file.maps("arms").stream())
                .anyMatch(fields -> fields.text("policy", "").equals(policy));
    }

    /// A fingerprint of the file, of what it names, and of what was asked for beside it: not of where these lie.
    private Experiment digested(Experiment plan) {
        var all = new StringBuilder(text).append('\n').append(plan.seed()).append(' ').append(plan.episodes());
        plan.arms().forEach(a -> all.append('\n').append(a.at(written(a.policy()), known(a.pack())))
                .append(Policies.beyondItsName(Policies.named(a.policy()))));
        var script = plan.script();
        if (script != null) {
            all.append('\n').append(ScenarioText.read(Scenarios.path(file.text("scenario"), home)));
            if (script.knowledge() != null) {
                all.append('\n').append(known(script.knowledge().toString()));
            }
        }
        return new Experiment(plan.name(), plan.title(), plan.description(), plan.seed(), plan.episodes(),
                plan.trials(), plan.clean(), plan.forced(), plan.script(), plan.arms(), plan.epsilons(),
                plan.lambdas(), plan.ks(), plan.ablation(), plan.stopping(), Chain.sha256(all.toString()));
    }
}
