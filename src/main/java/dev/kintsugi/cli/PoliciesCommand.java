package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.recovery.policy.PolicyAdvice;
import dev.kintsugi.recovery.policy.PolicyCheck;
import dev.kintsugi.recovery.policy.PolicySentence;
import dev.kintsugi.recovery.policy.PolicyText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells what a recovery policy does, in which order, and what in it does harm.
@CommandLine.Command(description = "Explain recovery policies: what they do, how many attempts they make, and which order does harm.", mixinStandardHelpOptions = true, footer = {
        "",
        "A policy is none, standard, conversational, watch or supervised, 'only PATTERN', 'standard without PATTERN',",
        "or a file. Exit code 1: something in it does harm. --yaml prints the policy as a file to start from.", "",
        "Examples:", "  kintsugi policies", "  kintsugi policies docs/howto/patient.yaml",
        "  kintsugi policies standard --yaml"})
final class PoliciesCommand implements Callable<Integer> {
    private static final int MOST_MODELS = 100;

    private final Terminal terminal;

    @Parameters(paramLabel = "POLICY", arity = "0..1", description = "A policy's name or file. Default: those that ship.")
    @Nullable
    String policy;

    @Option(names = "--models", paramLabel = "N", defaultValue = "2", description = "How many models the agent has. Default: ${DEFAULT-VALUE}.")
    int models = 2;

    @Option(names = "--yaml", description = "Print the policy as a file, with every setting.")
    boolean yaml;

    @Option(names = "--json", description = "Answer with one JSON object, for programs.")
    boolean json;

    PoliciesCommand(Terminal terminal) { this.terminal = terminal; }

    @Override
    public Integer call() {
        if (models < 1 || models > MOST_MODELS) {
            throw new Problem("--models cannot be " + models, "it is 1 to " + MOST_MODELS, "Leave it out for 2");
        }
        var chosen = policy == null
                ? Policies.names().stream().map(Policies::named).toList()
                : List.of(Policies.named(policy));
        if (yaml && !json) {
            chosen.forEach(p -> terminal.asIs(PolicyText.of(p)));
        } else if (json) {
            terminal.json(Map.of("policies", chosen.stream().map(this::json).toList()));
        } else {
            chosen.forEach(this::text);
        }
        return chosen.stream().flatMap(p -> PolicyCheck.of(p).stream())
                .anyMatch(a -> a.severity() == PolicyAdvice.Severity.HARMFUL) ? Command.FAILED : 0;
    }

    private void text(Policy shown) {
        terminal.line(Terminal.beside(terminal.paint(Tone.STRONG, shown.name()) + "  ", shown.order(),
                terminal.look().columns()));
        paragraph(PolicySentence.of(shown));
        paragraph(amplification(shown));
        PolicyCheck.of(shown).forEach(this::advice);
        terminal.line("");
    }

    private String amplification(Policy shown) {
        var bound = PolicyCheck.bound(shown, models);
        var product = PolicyCheck.product(shown, models);
        return bound == 1
                ? "One attempt a turn."
                : String.format(Locale.ROOT,
                        "At most %d attempts a turn%s%s; over many turns at most %s more a turn, after "
                                + "a reserve of %d.",
                        bound,
                        product == PolicyCheck.product(shown, models + 1) ? "" : " with " + models + " models",
                        product == bound ? "" : " (the patterns multiply to " + product + ")",
                        number(shown.budget().perTurn()), shown.budget().reserve());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private void advice(PolicyAdvice advice) {
        var tone = advice.severity() == PolicyAdvice.Severity.HARMFUL ? Tone.BREAKS : Tone.STRONG;
        terminal.line("  " + terminal.paint(tone, advice.severity().name().toLowerCase(Locale.ROOT) + ": "
                + advice.summary()));
        paragraph("  " + advice.explanation() + ". " + advice.solution() + ".");
    }

    private void paragraph(String text) {
        terminal.line(Terminal.wrapped(text, terminal.look().columns(), text.startsWith("  ") ? "    " : "  "));
    }

    private Map<String, Object> json(Policy shown) {
        var out = new LinkedHashMap<String, Object>();
        out.put("recovery_policy", shown.name());
        out.put("order", shown.order());
        out.put("sentence", PolicySentence.of(shown));
        out.put("most_attempts", PolicyCheck.bound(shown, models));
        out.put("most_attempts_multiplied", PolicyCheck.product(shown, models));
        out.put("retry_reserve", shown.budget().reserve());
        out.put("retries_per_turn", shown.budget().perTurn());
        out.put("advice", PolicyCheck.of(shown).stream().map(PoliciesCommand::json).toList());
        out.put("patterns", shown.patterns().stream().map(PoliciesCommand::json).toList());
        out.put("yaml", yaml ? PolicyText.of(shown) : null);
        return out;
    }

    private static Map<String, Object> json(Pattern pattern) {
        var out = new LinkedHashMap<String, Object>();
        out.put("pattern", pattern.name());
        out.put("settings", PolicyText.settings(pattern));
        return out;
    }

    private static Map<String, Object> json(PolicyAdvice advice) {
        var out = new LinkedHashMap<String, Object>();
        out.put("severity", advice.severity().name().toLowerCase(Locale.ROOT));
        out.put("summary", advice.summary());
        out.put("explanation", advice.explanation());
        out.put("solution", advice.solution());
        return out;
    }
}
