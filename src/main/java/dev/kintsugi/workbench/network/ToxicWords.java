package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Direction;
import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.report.stats.Shares;
import java.util.stream.Collectors;

/// What a toxic does, in a few words. Stateless.
final class ToxicWords {
    private ToxicWords() {}

    static String of(ToxicRule rule) {
        var which = rule.byRequest() ? "requests" : "connections";
        return (rule.direction() == Direction.DOWNSTREAM ? "Answers: " : "Requests: ") + what(rule)
                + (rule.toxicity() < 1 ? ", on " + percent(rule) + Shares.PERCENT + " of " + which : "")
                + (rule.first() > 0 ? ", the first " + rule.first() : "")
                + (rule.every() > 1 ? ", one in " + rule.every() : "");
    }

    /// The share on which it acts, as a person writes it: without needless digits.
    static String percent(ToxicRule rule) {
        var percent = Math.round(rule.toxicity() * 10_000) / 100.0;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    private static String what(ToxicRule rule) {
        return switch (rule.toxic()) {
            case Toxic.Latency t ->
                t.latency() + " ms late" + (t.jitter() > 0 ? ", " + t.jitter() + " ms more or less" : "");
            case Toxic.Bandwidth t -> t.rate() + " kB a second";
            case Toxic.SlowClose t -> "closed " + t.delay() + " ms late";
            case Toxic.Timeout t -> "swallowed" + (t.timeout() > 0 ? ", and closed after " + t.timeout() + " ms" : "");
            case Toxic.ResetPeer t -> "reset" + (t.timeout() > 0 ? " after " + t.timeout() + " ms" : "");
            case Toxic.Slicer t -> "in pieces of about " + t.averageSize() + " bytes";
            case Toxic.LimitData t -> "cut off after " + t.bytes() + " bytes";
            case Toxic.Http t -> http(t, rule.direction());
            case Toxic.Noop _ -> "nothing is done";
        };
    }

    private static String http(Toxic.Http toxic, Direction direction) {
        var status = toxic.reply().status();
        var told = status == 0 && direction == Direction.UPSTREAM ? 503 : status;
        return (direction == Direction.UPSTREAM ? "answered " : "made ") + (told == 0 ? "another" : told)
                + (direction == Direction.UPSTREAM ? " without asking the service" : " after the work was done")
                + toxic.reply().headers().entrySet().stream()
                        .map(each -> ", " + each.getKey() + " " + each.getValue()).collect(Collectors.joining())
                + means(toxic.match());
    }

    private static String means(HttpMatch match) {
        return (match.method().isEmpty() && match.path().isEmpty()
                ? ""
                : ", for " + (match.method() + " " + match.path()).strip())
                + (match.header().isEmpty() ? "" : ", with the header " + match.header());
    }
}
