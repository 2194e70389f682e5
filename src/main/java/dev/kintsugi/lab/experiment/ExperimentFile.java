package dev.kintsugi.lab.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.scenario.ChaosPlan;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
        var arms = arms(script);
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
        return told("scenario", file, () -> Scenarios.find(file.text("scenario"), home));
    }

    /// Whatever something else has against a value is told with the value's place.
    private static <T> T told(String field, Fields fields, Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem e) {
            throw fields.problem(field, e.what() + ": " + e.why(), e.todo());
        } catch (IllegalArgumentException e) {
            throw fields.problem(field, String.valueOf(e.getMessage()), "Correct it");
        }
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

    private List<Arm> arms(@Nullable Scenario script) {
        if (file.has("ablation") == file.has("arms")) {
            throw file.problem(file.has("arms") ? "ablation" : "",
                    file.has("arms") ? "there are both arms and an ablation" : "there are neither arms nor an ablation",
                    "Write arms, a list of names with their policies, or ablation with a policy's name");
        }
        if (file.has("ablation")) {
            if (file.has("baseline")) {
                throw file.problem("baseline", "an ablation is held against no recovery at all", "Remove it");
            }
            return ablated(script);
        }
        var arms = new ArrayList<Arm>();
        var names = new HashSet<String>();
        for (var fields : file.maps("arms")) {
            if (!names.add(fields.text("name"))) {
                throw fields.problem("name", "another arm is called '" + fields.text("name") + "' too",
                        "Give each arm a name of its own");
            }
            arms.add(arm(fields, script));
        }
        return against(arms);
    }

    /// The baseline comes first; each other arm differs from it in one thing, or nobody knows what made the difference.
    private List<Arm> against(List<Arm> arms) {
        var name = file.text("baseline", arms.getFirst().name());
        var names = arms.stream().map(Arm::name).toList();
        var baseline = arms.stream().filter(a -> a.name().equals(name)).findFirst()
                .orElseThrow(() -> file.problem("baseline", "there is no arm '" + name + "'",
                        Meant.of(name, names) + "Use one of: " + String.join(", ", names)));
        for (int i = 0; i < arms.size(); i++) {
            var unlike = arms.get(i).unlike(baseline);
            if (unlike.size() > 1) {
                throw file.maps("arms").get(i).problem("name",
                        "the arm '" + arms.get(i).name() + "' differs from the baseline '" + name + "' in "
                                + String.join(" and ", unlike)
                                + ", so that nobody could tell which made the difference",
                        "Let it differ in one thing, and make another arm for the other");
            }
        }
        var ordered = new ArrayList<>(List.of(baseline));
        arms.stream().filter(a -> a != baseline).forEach(ordered::add);
        return ordered;
    }

    private Arm arm(Fields fields, @Nullable Scenario script) {
        var of = fields.has("policy") ? fields : file;
        var policy = of.text("policy", "none");
        told("policy", of, () -> Policies.named(policy));
        return new Arm(fields.text("name"), policy, chaos(fields.has("chaos") ? fields : file),
                pack(fields.has("pack") ? fields : file, script), (int) fields.number("context_window", window()));
    }

    private long window() { return file.number("context_window", AgentSettings.SCRIPTED.contextWindow()); }

    /// What the agent knows: a built-in pack, or a folder, beside the file first. Empty for what the scenario says.
    private String pack(Fields of, @Nullable Scenario script) {
        if (!of.has("pack")) {
            return script == null ? AgentSettings.SCRIPTED.pack() : "";
        }
        var written = of.text("pack");
        var beside = told("pack", of, () -> path.toAbsolutePath().resolveSibling(written).normalize());
        var place = !Packs.names().contains(written) && Files.isDirectory(beside) ? beside.toString() : written;
        if (told("pack", of, () -> Packs.at(place)).tools().stream().anyMatch(Outside.NAMES::contains)) {
            throw of.problem("pack",
                    "the tools of the pack '" + written + "' ask services outside the lab, where what one"
                            + " conversation leaves would reach the next",
                    "Use another pack, or kintsugi errands");
        }
        return script != null && script.knowledge() == null && place.equals(script.pack()) ? "" : place;
    }

    private List<Arm> ablated(@Nullable Scenario script) {
        var policy = file.text("ablation");
        var patterns = told("ablation", file, () -> Policies.own(policy)).patterns().stream()
                .map(p -> p.name().replace(' ', '_')).toList();
        var faults = chaos(file);
        var pack = pack(file, script);
        var names = new ArrayList<>(List.of("none", policy));
        patterns.forEach(p -> names.addAll(List.of(policy + " without " + p, "only " + p)));
        return names.stream().distinct().map(n -> new Arm(n, n, faults, pack, (int) window())).toList();
    }

    private static @Nullable FaultSettings chaos(Fields fields) {
        if (!fields.has("chaos")) {
            return null;
        }
        if (fields.map().path("chaos").isTextual()) {
            return told("chaos", fields, () -> ChaosPlan.named(fields.text("chaos")).over(none()).withChaos(true));
        }
        var plan = JsonNodeFactory.instance.objectNode();
        plan.setAll((ObjectNode) fields.map().path("chaos").deepCopy());
        var modes = plan.putObject("modes");
        fields.map("chaos").map("modes").map().properties().forEach(e -> modes.set(e.getKey(),
                e.getValue().isObject()
                        ? ((ObjectNode) e.getValue().deepCopy()).put("enabled", true)
                        : e.getValue()));
        return told("chaos", fields, () -> ChaosPlan.of(plan).over(none()).withChaos(true));
    }

    private static FaultSettings none() {
        var modes = new EnumMap<FailureMode, ModeSettings>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            modes.put(mode, new ModeSettings(false, Probability.ZERO, ModeSettings.defaults(mode).parameters()));
        }
        return new FaultSettings(true, Law.SEQUENTIAL, ALL, Duration.ofSeconds(30), modes);
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

    /// A fingerprint of the file, of what it names, and of what was asked for beside it: not of where these lie.
    private Experiment digested(Experiment plan) {
        var all = new StringBuilder(text).append('\n').append(plan.seed()).append(' ').append(plan.episodes());
        plan.arms().forEach(a -> all.append('\n').append(a.at(known(a.pack())))
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
