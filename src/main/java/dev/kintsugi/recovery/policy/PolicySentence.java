package dev.kintsugi.recovery.policy;

import java.util.List;

/// Says in a sentence what a policy does. Stateless.
public final class PolicySentence {
    private PolicySentence() {}

    /// What the patterns do, outermost first, in one sentence.
    public static String of(Policy policy) {
        var parts = policy.patterns().stream().map(PolicySentence::does).toList();
        return switch (parts.size()) {
            case 0 -> "Nothing is mended: what happened is what the user gets.";
            case 1 -> Character.toUpperCase(parts.getFirst().charAt(0)) + parts.getFirst().substring(1) + ".";
            default -> "Outermost, " + String.join("; within that, ", parts.subList(0, parts.size() - 1))
                    + "; innermost, " + parts.getLast() + ".";
        };
    }

    /// The same as a list, one pattern a line, outermost first.
    public static List<String> lines(Policy policy) {
        return policy.patterns().size() < 2
                ? List.of(of(policy))
                : policy.patterns().stream().map(PolicySentence::does)
                        .map(does -> Character.toUpperCase(does.charAt(0)) + does.substring(1) + ".").toList();
    }

    private static String does(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Timeout p -> "a call is given up after " + Durations.plain(p.perCall()) + ", a tool after "
                    + Durations.plain(p.perTool());
            case Pattern.Breaker p -> "a service that failed " + times(p.failures())
                    + (p.consecutive() ? " in a row" : " in " + p.window() + (p.window() == 1 ? " call" : " calls"))
                    + " is left alone for " + Durations.plain(p.open());
            case Pattern.Retry p -> retry(p);
            case Pattern.Bulkhead p -> "at most " + p.capacity()
                    + (p.capacity() == 1 ? " call into a service is" : " calls into a service are")
                    + " under way at a time";
            case Pattern.RateLimiter p -> "a service is called at most " + times(p.calls()) + " in "
                    + Durations.plain(p.per());
            case Pattern.Hedge p -> "an answer that takes longer than " + Durations.plain(p.delay())
                    + " gets a rival, and the first one counts";
            case Pattern.Verify p ->
                "the reply is checked, " + (p.judge().isEmpty() ? "" : "by " + p.judge() + " too, ")
                        + (p.reasks() == 0
                                ? "and delivered all the same"
                                : "and asked for again up to " + times(p.reasks()));
            case Pattern.ModelFallback _ -> "the next model is asked when one cannot answer";
            case Pattern.Checkpoint _ -> "what was too long or spoiled is asked again on a restored history";
            case Pattern.Cache _ -> "an earlier reply to the same question stands in";
            case Pattern.ReadOnly _ -> "what is known on the question is quoted";
            case Pattern.Handoff p -> "a person gets the case after " + p.threshold()
                    + (p.threshold() == 1 ? " failure" : " failures") + switch (p.approve()) {
                        case NEVER -> "";
                        case RISKY -> ", and is asked before risky acts";
                        case EFFECTS -> ", and is asked before every act";
                    };
            case Pattern.Degrade _ -> "the user is told in plain words that it did not work";
        };
    }

    private static String retry(Pattern.Retry p) {
        if (p.attempts() == 1) {
            return "nothing is tried a second time";
        }
        var first = Durations.plain(p.pause(1));
        var last = Durations.plain(p.pause(p.attempts() - 1));
        return "what can heal is tried up to " + times(p.attempts()) + (first.equals(last)
                ? ", with pauses of " + first
                : ", with pauses from " + first + " to " + last);
    }

    private static String times(int n) { return n + (n == 1 ? " time" : " times"); }
}
