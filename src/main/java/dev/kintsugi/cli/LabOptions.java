package dev.kintsugi.cli;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.Shell;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.scenario.ChaosPlan;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that commands share; each says which of them it heeds. What is not given is left to the environment, the
/// saved settings and the defaults, in this order.
final class LabOptions {
    private static final Pattern SWITCH = Pattern.compile("on|off|true|false|yes|no|1|0", Pattern.CASE_INSENSITIVE);

    private static final BigDecimal MOST = BigDecimal.valueOf(1000);

    private static final int NARROWEST = 256;
    private static final int WIDEST = 1_000_000;

    /// Those that a session does not keep: where it lies, how a model is reached, what fails and how time passes.
    private static final Set<String> OF_THE_LAB = Set.of("--data", "--agent", "--base-url", "--model", "--encoding",
            "--chaos", "--multiplier", "--every-turn", "--speed");

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of the embedded database; comes before DATABASE_URL.")
    @Nullable
    Path data;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all chance. Default 42.")
    @Nullable
    Long seed;

    @Option(names = "--recovery", paramLabel = "NAME", description = "Recovery policy: none (off), standard (on), conversational, watch (detectors only), supervised (a person outermost), or a policy file. A session that goes on keeps its policy unless this is given. Environment: RECOVERY_POLICY.")
    @Nullable
    String recovery;

    @Option(names = "--pack", paramLabel = "NAME", description = "What the agent knows: insurance, support, general, errands, or a folder.")
    @Nullable
    String pack;

    @Option(names = "--context", paramLabel = "TOKENS", description = "How many tokens the scripted agent can read, prompt and answer together. Default 8192.")
    @Nullable
    Integer context;

    @Option(names = "--chaos", arity = "0..1", fallbackValue = "true", paramLabel = "on|off|PLAN", description = "Failures by chance: on, off, mild, wild, or a YAML file. Default off. Environment: PROBABILISTIC_FAILURES.")
    @Nullable
    String chaos;

    @Option(names = "--multiplier", paramLabel = "X", description = "Multiplies every chance. Default 1.0. Environment: FAILURE_RATE_MULTIPLIER.")
    @Nullable
    BigDecimal multiplier;

    @Option(names = "--every-turn", paramLabel = "MODE", description = "Force this failure mode on every turn, or normal for none. Environment: FAILURE_MODE.")
    @Nullable
    String everyTurn;

    @Option(names = "--speed", paramLabel = "X", description = "How many times faster simulated delays pass, or instant. Default 1.")
    @Nullable
    String speed;

    @Option(names = "--agent", paramLabel = "scripted|provider", description = "Who answers: the scripted agent, or a provider's model. Default: provider when one is set up, else scripted.")
    ProviderWish.@Nullable Kind agent;

    @Option(names = "--base-url", paramLabel = "URL", description = "Address of an OpenAI-compatible provider. Environment: AI_BASE_URL. Its key comes from AI_API_KEY or the key file, never from the command line.")
    @Nullable
    String baseUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "The model to ask. Environment: AI_MODEL.")
    @Nullable
    String model;

    @Option(names = "--encoding", paramLabel = "NAME", description = "How the tokens of a real model are counted, e.g. cl100k_base. Environment: AI_ENCODING.")
    @Nullable
    String encoding;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "How much goes into the log file: error, warn, info, debug or trace. Environment: LOG_LEVEL.")
    @Nullable
    LogLevel logLevel;

    @Option(names = "--json", description = "Answer with one JSON object, for programs.")
    boolean json;

    Wish wish() { return new Wish(given(), this::change, new ProviderWish(agent, baseUrl, model, encoding)); }

    /// What is to be said of those that were given and change nothing, see [Heeded#check]. What the environment says and what
    /// was saved is for every command, and may have no say.
    Optional<String> check(Heeded heeded) {
        var line = command.commandLine();
        return heeded.check(line.getParseResult().matchedOptions().stream().filter(LabOptions::shared)
                .map(OptionSpec::longestName).toList(), line.getCommandSpec().qualifiedName());
    }

    /// Whether it is one of these.
    static boolean shared(OptionSpec option) {
        return option.userObject() instanceof Field field && field.getDeclaringClass().equals(LabOptions.class);
    }

    /// What a command needs besides to find the same sessions: ` --data DIR` when it was given, else nothing.
    String place() { return data == null ? "" : " --data " + Shell.word(data.toString()); }

    /// What a command needs besides to go on with a session in the same lab: what was given of that which no session keeps.
    String again() {
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> shared(option) && OF_THE_LAB.contains(option.longestName()))
                .map(option -> " " + option.longestName() + " " + Shell.word(option.stringValues().getLast()))
                .collect(Collectors.joining());
    }

    private Set<String> given() {
        return command.commandLine().getParseResult().matchedOptions().stream().map(OptionSpec::longestName)
                .collect(Collectors.toSet());
    }

    /// The settings as the command line changes them. Throws a [Problem] for values that make no sense.
    LabSettings change(LabSettings settings) {
        var changed = settings;
        if (seed != null) {
            changed = changed.withSeed(seed);
        }
        if (recovery != null) {
            changed = changed.withPolicy(recovery);
        }
        if (pack != null) {
            changed = changed.withAgent(changed.agent().withPack(Packs.place(pack)));
        }
        if (context != null) {
            changed = changed.withAgent(context(changed.agent(), context));
        }
        if (chaos != null) {
            changed = chaos(changed, chaos);
        }
        if (multiplier != null) {
            changed = changed.withFaults(changed.faults().withMultiplier(ppm(multiplier)));
        }
        if (everyTurn != null) {
            changed = changed.withForced(everyTurn.equals("normal") ? null : FailureMode.of(everyTurn));
        }
        return speed == null ? changed : changed.withTimeScale(scale(speed));
    }

    private static AgentSettings context(AgentSettings agent, int tokens) {
        if (tokens < NARROWEST || tokens > WIDEST) {
            throw new Problem("--context cannot be " + tokens,
                    "it is " + NARROWEST + " to " + WIDEST + " tokens, of prompt and answer together",
                    "Leave it out for " + AgentSettings.SCRIPTED.contextWindow());
        }
        if (!agent.scripted()) {
            throw new Problem("--context has no effect",
                    "a provider answers, and how much its models can read is for them to say",
                    "Leave it out, or add --agent scripted");
        }
        return agent.withContextWindow(tokens);
    }

    /// On, off, a plan that the lab brings along, or one from a file.
    private static LabSettings chaos(LabSettings settings, String chaos) {
        return SWITCH.matcher(chaos).matches()
                ? settings.withFaults(settings.faults().withChaos(onOff("--chaos", chaos)))
                : ChaosPlan.named(chaos).over(settings);
    }

    private static int scale(String speed) {
        if (speed.equals("instant")) {
            return ConversationClock.INSTANT;
        }
        if (!speed.matches("[1-9]\\d{0,5}")) {
            throw new Problem("--speed cannot be '" + speed + "'", "it is a whole number from 1, or instant",
                    "Write --speed 10 for a tenth of the delays");
        }
        return Integer.parseInt(speed);
    }

    private static int ppm(BigDecimal factor) {
        try {
            if (factor.signum() >= 0 && factor.compareTo(MOST) <= 0) {
                return factor.multiply(BigDecimal.valueOf(Probability.ONE_PPM)).intValueExact();
            }
        } catch (ArithmeticException _) {
            // more decimals than are kept
        }
        throw new Problem("--multiplier cannot be " + factor, "it is 0 to 1000 with at most six decimals",
                "Use 1.0 for no change");
    }

    static boolean onOff(String option, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1" -> true;
            case "off", "false", "no", "0" -> false;
            default -> throw new Problem(option + " cannot be '" + value + "'", "it is on or off",
                    "Write " + option + " on, or leave it out");
        };
    }
}
