package dev.kintsugi.fault.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Turns what a sentence says into its opposite, or its cause into its effect. Stateless.
public final class Reversal {
    private record Rule(Pattern pattern, String to) {
        static Rule of(String from, String to) { return new Rule(Pattern.compile(from), to); }
    }

    private static final Pattern BECAUSE = Pattern.compile("^(.{12,}?),? because (.{8,}?)([.!])$");
    /// The first that matches is used, so what is denied already comes first.
    private static final List<Rule> RULES = List.of(Rule.of("\\bcannot\\b", "can"), Rule.of("\\bcan't\\b", "can"),
            Rule.of("\\b(do|does|did|is|are|was|were|will|has|have|should|must|would)(?: not|n't)\\b", "$1"),
            Rule.of("\\bwon't\\b", "will"), Rule.of("\\bnever\\b", "always"), Rule.of("\\bmust\\b", "need not"),
            Rule.of("\\bneed to\\b", "do not need to"), Rule.of("\\bneeds to\\b", "does not need to"),
            Rule.of("\\bhave to\\b", "do not have to"), Rule.of("\\bhas to\\b", "does not have to"),
            Rule.of("\\bshould\\b", "should not"), Rule.of("\\bcan\\b(?! you|\\s+I)", "cannot"),
            Rule.of("\\bwill\\b(?! you|\\s+I)", "will not"), Rule.of("\\bmay\\b", "may not"),
            Rule.of("\\b(has|have) been\\b", "$1 not been"),
            Rule.of("(?<=\\w )(is|are|was|were)\\b(?! not)", "$1 not"), Rule.of("\\bincludes\\b", "leaves out"),
            Rule.of("\\bcovers\\b", "does not cover"), Rule.of("\\bbefore\\b", "after"),
            Rule.of("\\bat least\\b", "at most"));

    private Reversal() {}

    /// A text in which one sentence was turned around. Immutable.
    public record Turned(String text, String from, String to) {}

    /// The last sentence that can be turned is; questions are left alone. Empty when none can.
    public static Optional<Turned> last(String text, Dice dice) {
        var keep = Protected.of(text);
        for (var span : Sentences.of(text).reversed()) {
            var sentence = span.of(text);
            if (!sentence.endsWith("?") && !keep.touches(span.start(), span.end())) {
                var turned = turned(sentence, dice);
                if (!turned.equals(sentence)) {
                    return Optional.of(new Turned(text.substring(0, span.start()) + turned
                            + text.substring(span.end()), sentence, turned));
                }
            }
        }
        return Optional.empty();
    }

    private static String turned(String sentence, Dice dice) {
        var because = BECAUSE.matcher(sentence);
        if (because.matches() && dice.chance("because", 700_000)) {
            return swapped(because.toMatchResult());
        }
        for (var rule : RULES) {
            var matcher = rule.pattern().matcher(sentence);
            if (matcher.find()) {
                return matcher.replaceFirst(rule.to());
            }
        }
        return sentence;
    }

    private static String swapped(MatchResult parts) {
        var effect = parts.group(1);
        var lower = effect.matches("(?:The|Your|This|That|We|It|A|An|You|They|Our)\\b.*")
                ? Character.toLowerCase(effect.charAt(0)) + effect.substring(1)
                : effect;
        var cause = parts.group(2);
        return Character.toUpperCase(cause.charAt(0)) + cause.substring(1) + " because " + lower + parts.group(3);
    }
}
