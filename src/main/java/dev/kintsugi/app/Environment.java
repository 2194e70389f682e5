package dev.kintsugi.app;

import dev.kintsugi.cli.LogLevel;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.recovery.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the environment variables say. Immutable. Bad values give a [Problem] that names the variable.
record Environment(Map<String, String> variables) {
    /// What says how a run of prompts is made to fail.
    private static final List<String> ERRANDS = List.of("TOXIC_PROB", "ERROR_PROB", "TOOL_LIMIT", "PROMPT_LIMIT");

    Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /// How much goes into the log file. Default `INFO`.
    LogLevel logLevel() { return value("LOG_LEVEL").flatMap(LogLevel::named).orElse(LogLevel.INFO); }

    /// What is set and has no effect, one sentence each.
    List<String> notices() {
        var all = new ArrayList<String>();
        value("LOG_LEVEL").filter(level -> LogLevel.named(level).isEmpty())
                .ifPresent(level -> all.add("LOG_LEVEL cannot be '" + level
                        + "': it is error, warn, info, debug or trace. It is taken as info."));
        return all;
    }

    /// How a run of prompts is made to fail.
    ErrandsPlan errands() {
        var plan = ErrandsPlan.DEFAULT;
        for (var name : ERRANDS) {
            var value = value(name);
            plan = value.isPresent() ? plan.with(name, value.get(), name) : plan;
        }
        return plan;
    }

    /// The settings with all that the environment says about faults and recovery.
    LabSettings change(LabSettings settings) {
        var changed = settings;
        var mode = value("FAILURE_MODE");
        if (mode.isPresent()) {
            changed = changed.withForced(forced(mode.get()));
        }
        var chance = value("PROBABILISTIC_FAILURES");
        if (chance.isPresent()) {
            changed = changed.withFaults(changed.faults().withChaos(onOff("PROBABILISTIC_FAILURES", chance.get())));
        }
        var multiplier = value("FAILURE_RATE_MULTIPLIER");
        if (multiplier.isPresent()) {
            changed = multiplied(changed, multiplier.get());
        }
        return value("RECOVERY_POLICY").map(Environment::policy).map(changed::withPolicy).orElse(changed);
    }

    private static String policy(String name) {
        try {
            Policies.named(name);
            return name;
        } catch (Problem e) {
            throw new Problem("RECOVERY_POLICY: " + e.what(), e.why(), e.todo(), e);
        }
    }

    private static @Nullable FailureMode forced(String mode) {
        try {
            return mode.equalsIgnoreCase("normal") ? null : FailureMode.of(mode.toLowerCase(Locale.ROOT));
        } catch (Problem e) {
            throw new Problem("FAILURE_MODE cannot be '" + mode + "'", "no such failure mode exists",
                    e.todo() + ", or normal for none", e);
        }
    }

    private static LabSettings multiplied(LabSettings settings, String value) {
        try {
            return settings.withFaults(SettingText.with(settings.faults(), "multiplier", value));
        } catch (Problem e) {
            throw new Problem("FAILURE_RATE_MULTIPLIER cannot be '" + value + "'", e.why(),
                    "Use 1.0 for no change", e);
        }
    }

    static boolean onOff(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new Problem(name + " cannot be '" + value + "'", "it is true or false",
                    "Set it to true or false, or unset it");
        };
    }
}
