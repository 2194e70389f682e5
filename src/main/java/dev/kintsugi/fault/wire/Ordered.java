package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A fault that somebody asks for, a mode or one of the wire, with its parameters: `rate_limiting`,
/// `cut_stream(after=30)`, `stall(after=10, seconds=5, cure=persistent)`. Immutable. Throws a [Problem] for an unknown
/// name or parameter.
public record Ordered(String name, Map<String, String> parameters) implements Disturbance.Settings {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9_]{1,64})\\s*(?:\\(([^()]*)\\))?\\s*");
    /// A comma within a list begins no further parameter.
    private static final Pattern NEXT_PAIR = Pattern.compile(",(?=\\s*\\w+\\s*=)");
    private static final Pattern HEADER = Pattern.compile("[ -~]+");
    private static final int LONGEST = 500;

    public Ordered {
        parameters = Map.copyOf(parameters);
        if (Disturbances.known(name)) {
            parameters.forEach((key, value) -> parameter(name, key).check(value));
        } else {
            Modes.check(mode(name), parameters);
        }
    }

    private static FailureMode mode(String name) {
        return Arrays.stream(FailureMode.values()).filter(m -> m.wire().equals(name)).findFirst()
                .orElseGet(() -> {
                    Disturbances.of(name);
                    throw new IllegalStateException(name);
                });
    }

    private static Parameter parameter(String fault, String key) {
        var all = Disturbances.of(fault).parameters();
        return key.equals(Parameter.CURE)
                ? Modes.parameter(FailureMode.HALLUCINATION, Parameter.CURE)
                : all.stream().filter(p -> p.name().equals(key)).findFirst()
                        .orElseThrow(() -> new Problem("Unknown setting '" + key + "' of " + fault,
                                "the fault has no such parameter", "Use one of: "
                                        + all.stream().map(p -> p.name() + ", ").collect(Collectors.joining())
                                        + "cure"));
    }

    /// Reads it as it is written in a header, a flag or a file.
    public static Ordered parse(String text) {
        var form = FORM.matcher(text.length() > LONGEST ? "" : text);
        if (!form.matches()) {
            throw new Problem("The fault '" + (text.length() > 60 ? text.substring(0, 60) : text) + "' cannot be read",
                    "it is not of the form name or name(key=value, key=value)",
                    "Use one of: " + Disturbances.names().collect(Collectors.joining(", ")));
        }
        var parameters = new TreeMap<String, String>();
        for (var pair : NEXT_PAIR.split(form.group(2) == null ? "" : form.group(2))) {
            var sign = pair.indexOf('=');
            if (sign > 0) {
                var key = pair.substring(0, sign).strip();
                parameters.put(key, value(form.group(1), key, pair.substring(sign + 1).strip()));
            } else if (!pair.isBlank()) {
                throw new Problem("The fault '" + text + "' cannot be read", "'" + pair.strip() + "' sets nothing",
                        "Write it as key=value");
            }
        }
        return new Ordered(form.group(1), parameters);
    }

    /// `[5, 30]`, as files write it, is `5-30`, and `[a, b]` is `a,b`.
    private static String value(String fault, String key, String written) {
        if (!written.startsWith("[") || !written.endsWith("]")) {
            return written;
        }
        var kind = (Disturbances.known(fault) ? parameter(fault, key) : Modes.parameter(mode(fault), key)).kind();
        return written.substring(1, written.length() - 1).strip().replaceAll("\\s*,\\s*",
                kind == Parameter.Kind.RANGE ? "-" : ",");
    }

    /// The fault of the wire; empty for a mode.
    public Optional<Disturbance> disturbance() {
        return Disturbances.known(name) ? Optional.of(Disturbances.of(name)) : Optional.empty();
    }

    /// What the log calls it.
    public Failure failure() {
        return disturbance().isPresent() ? new Custom(name, Category.INTEGRATION, config()) : mode(name);
    }

    private String config() { return Config.of(parameters); }

    /// How a mode is set where that differs from its defaults, as the log tells it; null for nothing, and for what is no
    /// mode. How long a mode stays on is no matter of one call.
    public static @Nullable String config(@Nullable Failure failure, FaultSettings settings) {
        if (!(failure instanceof FailureMode mode)) {
            return null;
        }
        var set = new TreeMap<>(settings.mode(mode).parameters());
        set.remove(Parameter.TTL);
        return set.isEmpty() ? null : Config.of(set);
    }

    /// What the log tells of a fault that acted, to be asked for again; empty for what nobody can ask for: a made-up fault,
    /// or what only another version knows.
    ///
    /// @param config of a mode, see [#config]; null for nothing
    public static Optional<Ordered> of(Failure failure, @Nullable String config) {
        try {
            var told = failure instanceof Custom custom ? custom.config() : config;
            return Optional.of(new Ordered(failure.wire(), Config.read(told == null ? "" : told)));
        } catch (Problem _) {
            return Optional.empty();
        }
    }

    /// The settings with its parameters, when it is a mode.
    public FaultSettings over(FaultSettings settings) {
        if (disturbance().isPresent() || parameters.isEmpty()) {
            return settings;
        }
        var mode = mode(name);
        var all = new TreeMap<>(settings.mode(mode).parameters());
        all.putAll(parameters);
        return settings.withMode(mode, new ModeSettings(true, Probability.ONE, all));
    }

    @Override
    public String value(String key) {
        var set = parameters.get(key);
        return set != null ? set : parameter(name, key).defaultValue();
    }

    /// Whether a fault of the wire still acts: by default in the first attempt only. What ends it is the number of the
    /// attempt, or the time since it first acted, or nothing.
    ///
    /// @param sinceMs lab time since it first acted; negative when it has not
    public boolean acts(int attempt, long sinceMs) {
        var cure = value(Parameter.CURE).split(" ");
        return switch (cure[0]) {
            case "persistent" -> true;
            case "attempts" -> attempt <= Integer.parseInt(cure[1]);
            case "seconds" -> sinceMs < Long.parseLong(cure[1]) * 1_000;
            default -> attempt == 1;
        };
    }

    /// When a fault of the wire lets go, in words.
    public String cure() {
        var cure = value(Parameter.CURE).split(" ");
        return switch (cure[0]) {
            case "persistent" -> "never";
            case "attempts" -> "from attempt " + (Integer.parseInt(cure[1]) + 1) + " on";
            case "seconds" -> cure[1] + " s after it first acted";
            default -> "from attempt 2 on";
        };
    }

    /// As it is written in a header; empty when a value has signs that cannot be written there.
    public Optional<String> header() {
        return Optional.of(text()).filter(text -> HEADER.matcher(text).matches() && reads(text));
    }

    private boolean reads(String text) {
        try {
            return equals(parse(text));
        } catch (Problem _) {
            return false;
        }
    }

    /// As it is written.
    public String text() {
        return parameters.isEmpty()
                ? name
                : new TreeMap<>(parameters).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
