package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Settings as named texts: what a file holds, what the log keeps of a change, and what a replay feeds back. Stateless.
///
/// The names are `chaos`, `law`, `multiplier`, `cooldown` (seconds), and for each mode `fault.<mode>` (on or off),
/// `fault.<mode>.probability` and `fault.<mode>.<parameter>`; for each made-up fault `custom.<name>` (a JSON object, or
/// `off` where there is none any more).
public final class SettingText {
    private static final String FAULT = "fault.";
    private static final String CUSTOM = "custom.";
    private static final String GONE = "off";

    /// The name of the switch that lets faults act again after a panic stop; turning chaos or a mode on does so too.
    public static final String FAULTS = "faults";

    private SettingText() {}

    /// The name of a mode's switch; the names of its parameters begin with it and a dot.
    public static String name(FailureMode mode) { return FAULT + mode.wire(); }

    /// All settings in order of their names, parameters only where set. [#with] of each gives the settings back.
    public static Map<String, String> of(FaultSettings settings) {
        var all = new TreeMap<String, String>();
        all.put("chaos", settings.chaos() ? "on" : "off");
        all.put("law", settings.law().wire());
        all.put("multiplier", decimal(settings.multiplierPpm()));
        all.put("cooldown", plain(new BigDecimal(settings.cooldown().toMillis()).movePointLeft(3)));
        settings.modes().forEach((mode, set) -> {
            all.put(name(mode), set.on() ? "on" : "off");
            all.put(name(mode) + ".probability", decimal(set.probability().ppm()));
            set.parameters().forEach((name, value) -> all.put(name(mode) + "." + name, value));
        });
        settings.customs().forEach(c -> all.put(CUSTOM + c.name(), c.text()));
        return all;
    }

    /// The settings with one of them changed. Throws a [Problem] for an unknown name or a bad value.
    public static FaultSettings with(FaultSettings settings, String name, String value) {
        return switch (name) {
            case FAULTS -> {
                onOff(name, value);
                yield settings;
            }
            case "chaos" -> settings.withChaos(onOff(name, value));
            case "law" -> settings.withLaw(law(value));
            case "multiplier" -> settings.withMultiplier((int) scaled(name, value, 6, 1_000));
            case "cooldown" -> settings.withCooldown(Duration.ofMillis(scaled(name, value, 3, 86_400)));
            default -> custom(name) ? ofCustom(settings, name, value) : ofMode(settings, name, value);
        };
    }

    /// What a log knows and the settings no longer have: made-up faults, which are now `off`, and parameters, which have
    /// their default again.
    public static Map<String, String> gone(FaultSettings settings, Map<String, String> known) {
        var now = of(settings);
        var gone = new TreeMap<String, String>();
        known.forEach((name, value) -> {
            if (custom(name) && !value.equals(GONE) && !now.containsKey(name)) {
                gone.put(name, GONE);
            }
            if (name.startsWith(FAULT) && !now.containsKey(name)) {
                var path = name.substring(FAULT.length()).split("\\.", 2);
                var usual = Modes.parameter(FailureMode.of(path[0]), path[1]).defaultValue();
                if (!value.equals(usual)) {
                    gone.put(name, usual);
                }
            }
        });
        return gone;
    }

    /// Whether the setting is a made-up fault: those are kept as rows of the database.
    public static boolean custom(String name) { return name.startsWith(CUSTOM); }

    private static FaultSettings ofCustom(FaultSettings settings, String name, String value) {
        var own = name.substring(CUSTOM.length());
        return value.equals(GONE) ? settings.without(own) : settings.withCustom(CustomFault.parse(own, value));
    }

    private static FaultSettings ofMode(FaultSettings settings, String name, String value) {
        if (!name.startsWith(FAULT)) {
            throw new Problem("Unknown fault setting '" + name + "'", "no such setting exists",
                    "Use chaos, law, multiplier, cooldown or fault.<mode>, fault.<mode>.probability");
        }
        var path = name.substring(FAULT.length()).split("\\.", 2);
        var mode = FailureMode.of(path[0]);
        var old = settings.mode(mode);
        if (path.length == 1) {
            return settings.withMode(mode, old.withOn(onOff(name, value)));
        }
        return settings.withMode(mode, path[1].equals("probability")
                ? old.withProbability(new Probability((int) scaled(name, value, 6, 1)))
                : old.withParameter(path[1], value));
    }

    private static boolean onOff(String name, String value) {
        return switch (value) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw bad(name, value, "it is on or off");
        };
    }

    private static Law law(String value) {
        return Arrays.stream(Law.values()).filter(l -> l.wire().equals(value)).findFirst()
                .orElseThrow(() -> bad("law", value, "it is sequential or weighted"));
    }

    private static long scaled(String name, String value, int places, int most) {
        if (!value.matches("\\d{1,6}(\\.\\d{1,9})?") || new BigDecimal(value).compareTo(new BigDecimal(most)) > 0) {
            throw bad(name, value, "it is a number from 0 to " + most);
        }
        return new BigDecimal(value).movePointRight(places).longValue();
    }

    private static Problem bad(String name, String value, String allowed) {
        return new Problem("The setting '" + name + "' cannot be '" + value + "'", allowed, "Correct it and try again");
    }

    private static String decimal(int ppm) { return plain(new BigDecimal(ppm).movePointLeft(6)); }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
