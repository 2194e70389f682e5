package dev.kintsugi.recovery.policy;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.recovery.policy.StrictYaml.Entry;
import dev.kintsugi.recovery.policy.StrictYaml.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/// Reads a policy from a YAML file: `name`, `limit`, `max_attempts`, `retry_budget`, and `patterns`, outermost first, each a bare name or
/// a name with its settings. What it does not know it refuses with a [Problem] that names file and line. Stateless.
final class PolicyFile {
    /// The patterns a file may name.
    static final List<String> KNOWN = List.of("handoff", "degrade", "read_only", "cache", "checkpoint",
            "model_fallback", "verify",
            "retry", "hedge", "rate_limiter", "bulkhead", "breaker", "timeout");

    private static final int LONGEST_NAME = 200;

    private PolicyFile() {}

    static Policy read(Path file) {
        return policy(StrictYaml.read(file), String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", ""));
    }

    static Policy text(String text) { return policy(StrictYaml.read("of the policy", text), "policy"); }

    /// The policy that ships under this name.
    static Policy shipped(String name) {
        var file = "/recovery/policies/" + name + ".yaml";
        try (var in = Objects.requireNonNull(PolicyFile.class.getResourceAsStream(file), file)) {
            return policy(StrictYaml.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policy policy(Table top, String fallbackName) {
        top.allow("name", "limit", "max_attempts", "retry_budget", "patterns");
        var name = top.text("name", fallbackName);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw top.at("name").problem(
                    "name is one line of at most " + LONGEST_NAME + " characters", "Give it a short name, or none");
        }
        var limit = guarded(top.at("limit"),
                _ -> new Policy(name, List.of(), top.duration("limit", Policy.LIMIT), Policy.MAX_ATTEMPTS)).limit();
        var budget = top.table("retry_budget");
        var bounded = guarded(top.at("max_attempts"), _ -> new Policy(name, List.of(), limit,
                top.whole("max_attempts", Policy.MAX_ATTEMPTS), guarded(budget.self(), _ -> budget(budget))));
        var patterns = new ArrayList<Pattern>();
        for (var entry : top.list("patterns")) {
            patterns.add(guarded(entry, PolicyFile::pattern));
            guarded(entry, _ -> bounded.with(name, patterns));
        }
        return bounded.with(name, patterns);
    }

    private static Budget budget(Table at) {
        at.allow("reserve", "per_turn");
        var usual = Budget.STANDARD;
        return new Budget(at.whole("reserve", usual.reserve()), at.number("per_turn", usual.perTurn()));
    }

    /// A setting that a pattern refuses is told with its place in the file.
    private static <T> T guarded(Entry entry, Function<Entry, T> reading) {
        try {
            return reading.apply(entry);
        } catch (Problem e) {
            throw e.what().startsWith(StrictYaml.REFUSED) ? e : entry.problem(e.why(), e.todo());
        }
    }

    /// The pattern of that name with its usual settings.
    static Pattern usual(String name) { return one('"' + name.strip() + '"'); }

    /// One pattern as a policy file writes it: its name, or its name and what is set for it.
    static Pattern one(String item) {
        return StrictYaml.read("of one pattern", "patterns: [" + item + "]").list("patterns").stream()
                .map(entry -> guarded(entry, PolicyFile::pattern)).findFirst().orElseThrow();
    }

    private static Pattern pattern(Entry entry) {
        var named = entry.nameWithSettings();
        var at = named.settings();
        return switch (named.name().toLowerCase(Locale.ROOT).replace(' ', '_')) {
            case "degrade" -> degrade(at);
            case "read_only" -> readOnly(at);
            case "cache" -> cache(at);
            case "checkpoint" -> checkpoint(at);
            case "model_fallback" -> modelFallback(at);
            case "verify" -> verify(at);
            case "retry" -> retry(at);
            case "hedge" -> hedge(at);
            case "rate_limiter" -> rateLimiter(at);
            case "bulkhead" -> bulkhead(at);
            case "breaker" -> breaker(at);
            case "timeout" -> timeout(at);
            case "handoff" -> handoff(at);
            default -> throw entry.problem("there is no pattern '" + named.name() + "'",
                    Meant.of(named.name(), KNOWN) + "Use one of: " + String.join(", ", KNOWN));
        };
    }

    private static Pattern degrade(Table at) {
        at.allow();
        return Pattern.Degrade.STANDARD;
    }

    private static Pattern readOnly(Table at) {
        at.allow();
        return Pattern.ReadOnly.STANDARD;
    }

    private static Pattern cache(Table at) {
        at.allow("capacity", "max_age");
        var usual = Pattern.Cache.STANDARD;
        return new Pattern.Cache(at.whole("capacity", usual.capacity()), at.duration("max_age", usual.maxAge()));
    }

    private static Pattern checkpoint(Table at) {
        at.allow("restores");
        return new Pattern.Checkpoint(at.whole("restores", Pattern.Checkpoint.STANDARD.restores()));
    }

    private static Pattern modelFallback(Table at) {
        at.allow("models");
        return new Pattern.ModelFallback(at.list("models").stream().map(Entry::text).toList());
    }

    private static Pattern verify(Table at) {
        at.allow("reasks", "steps", "judge");
        var usual = Pattern.Verify.STANDARD;
        return new Pattern.Verify(at.whole("reasks", usual.reasks()), at.whole("steps", usual.steps()),
                at.text("judge", usual.judge()));
    }

    private static Pattern retry(Table at) {
        at.allow("attempts", "backoff", "base", "factor", "cap", "jitter", "budget");
        var usual = Pattern.Retry.STANDARD;
        return new Pattern.Retry(at.whole("attempts", usual.attempts()), at.constant("backoff", usual.backoff()),
                at.duration("base", usual.base()), at.number("factor", usual.factor()),
                at.duration("cap", usual.cap()), at.yes("jitter", usual.jitter()),
                at.duration("budget", usual.budget()));
    }

    private static Pattern hedge(Table at) {
        at.allow("delay");
        return new Pattern.Hedge(at.duration("delay", Pattern.Hedge.STANDARD.delay()));
    }

    private static Pattern rateLimiter(Table at) {
        at.allow("calls", "per", "patience", "shared");
        var usual = Pattern.RateLimiter.STANDARD;
        return new Pattern.RateLimiter(at.whole("calls", usual.calls()), at.duration("per", usual.per()),
                at.duration("patience", usual.patience()), at.yes("shared", usual.shared()));
    }

    private static Pattern bulkhead(Table at) {
        at.allow("capacity", "patience", "shared");
        var usual = Pattern.Bulkhead.STANDARD;
        return new Pattern.Bulkhead(at.whole("capacity", usual.capacity()), at.duration("patience", usual.patience()),
                at.yes("shared", usual.shared()));
    }

    /// Without a window of its own it counts among twice as many calls as open it.
    private static Pattern breaker(Table at) {
        at.allow("failures", "window", "open", "consecutive", "probes", "shared");
        var usual = Pattern.Breaker.ORCHESTRATION;
        var failures = at.whole("failures", usual.failures());
        return new Pattern.Breaker(failures, at.whole("window", Math.clamp(2L * failures, 1, 10_000)),
                at.duration("open", usual.open()), at.yes("consecutive", usual.consecutive()),
                at.whole("probes", usual.probes()), at.yes("shared", usual.shared()));
    }

    private static Pattern timeout(Table at) {
        at.allow("per_call", "per_tool");
        var usual = Pattern.Timeout.STANDARD;
        return new Pattern.Timeout(at.duration("per_call", usual.perCall()), at.duration("per_tool", usual.perTool()));
    }

    private static Pattern handoff(Table at) {
        at.allow("threshold", "patience", "approve");
        var usual = Pattern.Handoff.STANDARD;
        return new Pattern.Handoff(at.whole("threshold", usual.threshold()), at.duration("patience", usual.patience()),
                rule(at, usual.approve()));
    }

    private static ApprovalRule rule(Table at, ApprovalRule usual) {
        var entry = at.values().get("approve");
        return entry == null ? usual : switch (entry.text()) {
            case "never" -> ApprovalRule.NEVER;
            case "risky" -> ApprovalRule.RISKY;
            case "effects" -> ApprovalRule.EFFECTS;
            default -> throw entry.problem("approve is never, risky or effects, but was '" + entry.text() + "'",
                    "Write risky to be asked before acts that cannot be taken back");
        };
    }
}
