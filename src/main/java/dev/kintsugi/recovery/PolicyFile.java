package dev.kintsugi.recovery;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.recovery.StrictYaml.Entry;
import dev.kintsugi.recovery.StrictYaml.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads a policy from a YAML file: `name`, `limit`, `max_attempts`, and `patterns`, outermost first, each a bare name or
/// a name with its settings. What it does not know it refuses with a [Problem] that names file and line. Stateless.
final class PolicyFile {
    private static final List<String> KNOWN = List.of("degrade", "cache", "checkpoint", "model_fallback", "verify",
            "retry", "breaker", "timeout", "handoff");

    private PolicyFile() {}

    static Policy read(Path file) {
        var top = StrictYaml.read(file);
        top.allow("name", "limit", "max_attempts", "patterns");
        var fallbackName = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        var patterns = new ArrayList<Pattern>();
        for (var entry : top.list("patterns")) {
            patterns.add(guarded(entry, PolicyFile::pattern));
        }
        return guarded(top.self(), _ -> new Policy(top.text("name", fallbackName), patterns,
                top.duration("limit", Policies.STANDARD.limit()),
                top.whole("max_attempts", Policies.STANDARD.maxAttempts())));
    }

    /// A setting that a pattern refuses is told with its place in the file.
    private static <T> T guarded(Entry entry, Function<Entry, T> reading) {
        try {
            return reading.apply(entry);
        } catch (Problem e) {
            throw e.what().contains(" line ") ? e : entry.problem(e.why(), e.todo());
        }
    }

    private static Pattern pattern(Entry entry) {
        var named = entry.nameWithSettings();
        var at = named.settings();
        return switch (named.name().replace(' ', '_')) {
            case "degrade" -> degrade(at);
            case "cache" -> cache(at);
            case "checkpoint" -> checkpoint(at);
            case "model_fallback" -> modelFallback(at);
            case "verify" -> verify(at);
            case "retry" -> retry(at);
            case "breaker" -> breaker(at);
            case "timeout" -> timeout(at);
            case "handoff" -> handoff(at);
            default -> throw entry.problem("there is no pattern '" + named.name() + "'",
                    "Use one of: " + String.join(", ", KNOWN));
        };
    }

    private static Pattern degrade(Table at) {
        at.allow();
        return Pattern.Degrade.STANDARD;
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
        at.allow("reasks");
        return new Pattern.Verify(at.whole("reasks", Pattern.Verify.STANDARD.reasks()));
    }

    private static Pattern retry(Table at) {
        at.allow("attempts", "base", "factor", "cap", "jitter", "budget");
        var usual = Pattern.Retry.STANDARD;
        return new Pattern.Retry(at.whole("attempts", usual.attempts()), at.duration("base", usual.base()),
                at.number("factor", usual.factor()), at.duration("cap", usual.cap()),
                at.yes("jitter", usual.jitter()), at.duration("budget", usual.budget()));
    }

    private static Pattern breaker(Table at) {
        at.allow("failures", "open", "consecutive", "probes");
        var usual = Pattern.Breaker.ORCHESTRATION;
        return new Pattern.Breaker(at.whole("failures", usual.failures()), at.duration("open", usual.open()),
                at.yes("consecutive", usual.consecutive()), at.whole("probes", usual.probes()));
    }

    private static Pattern timeout(Table at) {
        at.allow("per_call");
        return new Pattern.Timeout(at.duration("per_call", Pattern.Timeout.STANDARD.perCall()));
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
