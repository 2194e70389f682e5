package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.CustomFault;
import dev.kintsugi.fault.FaultConfig;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.fault.wire.Planned;
import dev.kintsugi.lab.FaultPlans;
import dev.kintsugi.lab.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/// How failures come by chance, as a file or another program says it: `chaos`, `law`, `multiplier`, `cooldown` (seconds)
/// and under `modes`, for each mode or made-up fault that is named, its chance, its switch, or `enabled`, `probability`
/// and `parameters` together; under `plan` faults by schedule for the calls of programs, and under `sessions` such plans
/// for sessions of a name, null for none of its own. What is not named stays as it is. Immutable.
public final class ChaosPlan {
    /// Plans that the lab brings along.
    public static final List<String> PRESETS = List.of("mild", "wild");

    private static final String UNUSABLE = "This chaos file cannot be used";
    private static final int LARGEST = 65_536;
    private static final int MOST_DIGITS = 40;
    private static final Set<String> FIELDS = Set.of("chaos", "law", "multiplier", "cooldown", "modes",
            "plan", "sessions");
    private static final Set<String> MODE_FIELDS = Set.of("enabled", "probability", "parameters");

    /// Of the file; empty for an object of no file.
    private final String name;
    private final JsonNode root;

    private ChaosPlan(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    /// A preset's name, or a YAML file. Throws a [Problem] that names the place of what makes no sense.
    public static ChaosPlan named(String name) {
        return PRESETS.contains(name) ? read(name, preset(name)) : read(name, text(Path.of(name)));
    }

    /// The plan that an object says. What makes no sense is told when it is applied.
    public static ChaosPlan of(JsonNode object) { return new ChaosPlan("", object); }

    static ChaosPlan read(String name, String text) {
        try {
            var source = PlainYaml.read(name, text);
            SchemaCheck.CHAOS.check(source);
            return new ChaosPlan(name, source.root());
        } catch (Problem e) {
            throw new Problem(UNUSABLE, e.why(), e.todo(), e);
        }
    }

    private static String preset(String name) {
        try (var in = ChaosPlan.class.getResourceAsStream("/chaos/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem(UNUSABLE,
                    "'" + file + "' " + (Files.exists(file) ? "is not a file" : "does not exist"),
                    "Name a YAML file, or one of: on, off, " + String.join(", ", PRESETS));
        }
        try {
            var text = ScenarioText.read(file);
            if (text.length() > LARGEST) {
                throw new Problem(UNUSABLE, file + " is larger than 64 kB", "Make it shorter");
            }
            return text;
        } catch (Problem e) {
            throw new Problem(UNUSABLE, e.why(), e.todo(), e);
        }
    }

    /// All settings as the plan changes them. Throws a [Problem] for what makes no sense.
    public LabSettings over(LabSettings settings) {
        try {
            return settings.withFaults(over(settings.faults())).withPlans(over(settings.plans()));
        } catch (Problem e) {
            throw name.isEmpty() ? e : new Problem(UNUSABLE, name + ": " + e.what() + ": " + e.why(), e.todo(), e);
        }
    }

    private FaultPlans over(FaultPlans plans) {
        var changed = root.hasNonNull("plan") ? plans.withAll(planned(root.get("plan"), "plan")) : plans;
        var sessions = root.path("sessions");
        if (root.hasNonNull("sessions") && !sessions.isObject()) {
            throw bad("sessions", "it is an object with a list of planned faults for each session");
        }
        for (var each : sessions.properties()) {
            var name = session(each.getKey());
            changed = each.getValue().isNull()
                    ? changed.without(name)
                    : changed.withSession(name, planned(each.getValue(), "sessions." + name));
        }
        return changed;
    }

    private static String session(String name) {
        try {
            return new SessionId(name).value();
        } catch (IllegalArgumentException e) {
            throw bad("sessions." + name, String.valueOf(e.getMessage()));
        }
    }

    private static List<Planned> planned(JsonNode list, String name) {
        if (!list.isArray() || !StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual)) {
            throw bad(name, "it is a list of faults with their schedules, e.g. [\"cut_stream first 2\"]");
        }
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).map(Planned::parse).toList();
    }

    /// The settings of faults as the plan changes them. Throws a [Problem] for what makes no sense.
    public FaultSettings over(FaultSettings settings) {
        known(root, FIELDS, "");
        var changed = settings;
        for (var name : List.of("chaos", "law", "multiplier", "cooldown")) {
            if (root.hasNonNull(name)) {
                changed = SettingText.with(changed, name, scalar(root.get(name), name));
            }
        }
        var modes = root.path("modes");
        if (root.hasNonNull("modes") && !modes.isObject()) {
            throw bad("modes", "it is an object with a field for each mode");
        }
        for (var each : modes.properties()) {
            changed = mode(changed, each.getKey(), each.getValue());
        }
        return changed;
    }

    private static FaultSettings mode(FaultSettings settings, String name, JsonNode value) {
        var custom = settings.custom(name);
        if (custom.isPresent()) {
            if (!value.isBoolean()) {
                throw bad(name,
                        "a made-up fault is switched on or off here; its row in failure_scenarios says the rest");
            }
            return settings.withCustom(CustomFault.of(custom.get().named(), value.booleanValue()));
        }
        var mode = FailureMode.of(name);
        if (value.isBoolean()) {
            return SettingText.with(settings, SettingText.name(mode), value.asText());
        }
        if (value.isNumber()) {
            return probability(SettingText.with(settings, SettingText.name(mode), "on"), mode, value);
        }
        if (!value.isObject()) {
            throw bad(name, "it is a chance, true or false, or an object with enabled, probability and parameters");
        }
        known(value, MODE_FIELDS, name + ".");
        return detailed(settings, mode, value);
    }

    private static FaultSettings detailed(FaultSettings settings, FailureMode mode, JsonNode value) {
        var changed = settings;
        if (value.hasNonNull("enabled")) {
            changed = SettingText.with(changed, SettingText.name(mode), scalar(value.get("enabled"), "enabled"));
        }
        if (value.hasNonNull("probability")) {
            changed = probability(changed, mode, value.get("probability"));
        }
        if (value.hasNonNull("parameters")) {
            if (!value.get("parameters").isObject()) {
                throw bad(mode.wire() + ".parameters", "it is an object");
            }
            for (var each : value.get("parameters").properties()) {
                changed = SettingText.with(changed, SettingText.name(mode) + "." + each.getKey(),
                        FaultConfig.parameter(mode, each.getKey(), each.getValue()));
            }
        }
        return changed;
    }

    private static FaultSettings probability(FaultSettings settings, FailureMode mode, JsonNode value) {
        return SettingText.with(settings, SettingText.name(mode) + ".probability",
                scalar(value, mode.wire() + ".probability"));
    }

    private static String scalar(JsonNode value, String name) {
        if (value.isNumber()) {
            var plain = value.decimalValue();
            if (plain.precision() > MOST_DIGITS || Math.abs((long) plain.scale()) > MOST_DIGITS) {
                throw bad(name, "the number is out of all bounds");
            }
            return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
        }
        if (!value.isValueNode()) {
            throw bad(name, "it is a single value");
        }
        return value.asText();
    }

    private static void known(JsonNode object, Set<String> fields, String path) {
        for (var each : object.properties()) {
            if (!fields.contains(each.getKey())) {
                throw bad(path + each.getKey(),
                        "there is no such field; known are " + String.join(", ", fields.stream().sorted().toList()));
            }
        }
    }

    private static Problem bad(String name, String why) {
        return new Problem("The field '" + (name.length() > 80 ? name.substring(0, 80) : name) + "' cannot be used",
                why,
                "Correct it and try again");
    }
}
