package dev.kintsugi.lab.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.scenario.ChaosPlan;
import dev.kintsugi.lab.scenario.Fields;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.recovery.policy.Policies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The arms that an experiment's file states, or the ones that its ablation comes to. Immutable.
///
/// @param path   beside which a policy's or chaos file and a pack's folder may lie
/// @param script what is played; null for generated conversations
record ArmsOfFile(Path path, Fields file, @Nullable Scenario script) {
    /// The baseline comes first. Throws a [Problem] with its place for what makes no sense.
    List<Arm> arms() {
        if (file.has("ablation") == file.has("arms")) {
            throw file.problem(file.has("arms") ? "ablation" : "",
                    file.has("arms") ? "there are both arms and an ablation" : "there are neither arms nor an ablation",
                    "Write arms, a list of names with their policies, or ablation with a policy's name");
        }
        if (file.has("ablation")) {
            if (file.has("baseline")) {
                throw file.problem("baseline", "an ablation is held against no recovery at all", "Remove it");
            }
            return ablated();
        }
        var arms = new ArrayList<Arm>();
        var names = new HashSet<String>();
        for (var fields : file.maps("arms")) {
            if (!names.add(fields.text("name"))) {
                throw fields.problem("name", "another arm is called '" + fields.text("name") + "' too",
                        "Give each arm a name of its own");
            }
            arms.add(arm(fields));
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

    private Arm arm(Fields fields) {
        var policy = policy(fields.has("policy") ? fields : file);
        return new Arm(fields.text("name"), policy, chaos(fields.has("chaos") ? fields : file),
                pack(fields.has("pack") ? fields : file), (int) fields.number("context_window", window()));
    }

    private long window() { return file.number("context_window", AgentSettings.SCRIPTED.contextWindow()); }

    private String policy(Fields of) {
        var written = of.text("policy", "none");
        return of.told("policy", () -> {
            var place = place(written, Policies.names(), Files::isRegularFile);
            Policies.named(place);
            return place;
        });
    }

    /// The name of one that ships, or where it lies: beside this file first, since nobody knows where a window was started.
    ///
    /// @param kind a file or a folder
    private String place(String written, Collection<String> shipped, Predicate<Path> kind) {
        if (shipped.contains(written)) {
            return written;
        }
        var beside = path.toAbsolutePath().resolveSibling(written).normalize();
        return kind.test(beside) ? beside.toString() : written;
    }

    /// What the agent knows: a built-in pack, or a folder, beside the file first. Empty for what the scenario says.
    private String pack(Fields of) {
        if (!of.has("pack")) {
            return script == null ? AgentSettings.SCRIPTED.pack() : "";
        }
        var written = of.text("pack");
        var place = of.told("pack", () -> place(written, Packs.names(), Files::isDirectory));
        if (of.told("pack", () -> Packs.at(place)).tools().stream().anyMatch(Outside.NAMES::contains)) {
            throw of.problem("pack",
                    "the tools of the pack '" + written + "' ask services outside the lab, where what one"
                            + " conversation leaves would reach the next",
                    "Use another pack, or kintsugi errands");
        }
        return script != null && script.knowledge() == null && place.equals(script.pack()) ? "" : place;
    }

    private List<Arm> ablated() {
        var policy = file.text("ablation");
        if (!ships(policy)) {
            throw file.problem("ablation",
                    "an ablation is of a policy that ships, and '" + policy + "' is none",
                    Meant.of(policy, Policies.names()) + "Use one of: " + String.join(", ", Policies.names())
                            + "; or write arms, whose policies may be files");
        }
        var patterns = Policies.own(policy).patterns().stream().map(p -> p.name().replace(' ', '_')).toList();
        var faults = chaos(file);
        var pack = pack(file);
        var names = new ArrayList<>(List.of("none", policy));
        patterns.forEach(p -> names.addAll(List.of(policy + " without " + p, "only " + p)));
        return names.stream().distinct().map(n -> new Arm(n, n, faults, pack, (int) window())).toList();
    }

    /// What lacks a pattern is called by its name, so a file, or a policy that lacks one already, cannot be weighed.
    private static boolean ships(String policy) {
        try {
            return Policies.names().contains(Policies.own(policy).name());
        } catch (Problem e) {
            return false;
        }
    }

    private @Nullable FaultSettings chaos(Fields fields) {
        if (!fields.has("chaos")) {
            return null;
        }
        if (fields.map().path("chaos").isTextual()) {
            var written = fields.text("chaos");
            return fields.told("chaos",
                    () -> ChaosPlan.named(place(written, ChaosPlan.PRESETS, Files::isRegularFile)).over(none())
                            .withChaos(true));
        }
        var plan = JsonNodeFactory.instance.objectNode();
        plan.setAll((ObjectNode) fields.map().path("chaos").deepCopy());
        var modes = plan.putObject("modes");
        fields.map("chaos").map("modes").map().properties().forEach(e -> modes.set(e.getKey(),
                e.getValue().isObject()
                        ? ((ObjectNode) e.getValue().deepCopy()).put("enabled", true)
                        : e.getValue()));
        return fields.told("chaos", () -> ChaosPlan.of(plan).over(none()).withChaos(true));
    }

    private static FaultSettings none() {
        var modes = new EnumMap<FailureMode, ModeSettings>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            modes.put(mode, new ModeSettings(false, Probability.ZERO, ModeSettings.defaults(mode).parameters()));
        }
        return new FaultSettings(true, Law.SEQUENTIAL, Probability.ONE_PPM, Duration.ofSeconds(30), modes);
    }
}
