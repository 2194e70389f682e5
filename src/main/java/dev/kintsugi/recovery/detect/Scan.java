package dev.kintsugi.recovery.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text being read for facts: what one pattern took, the next does not see. For one thread.
final class Scan {
    private static final char TAKEN = '\u0001';

    private final StringBuilder left;
    private final List<Fact> facts = new ArrayList<>();

    Scan(String text) { this.left = new StringBuilder(text); }

    String left() { return left.toString(); }

    /// Reads every match as a fact; a match that is none stays for the patterns after it.
    Scan take(Pattern pattern, Function<MatchResult, @Nullable Fact> reading) {
        for (var match : pattern.matcher(left()).results().toList()) {
            var fact = reading.apply(match);
            if (fact != null) {
                facts.add(fact);
                blank(match.start(), match.end());
            }
        }
        return this;
    }

    /// Takes out what looks like a fact and is none.
    Scan skip(Pattern pattern) {
        pattern.matcher(left()).results().toList().forEach(m -> blank(m.start(), m.end()));
        return this;
    }

    private void blank(int start, int end) {
        for (int i = start; i < end; i++) {
            left.setCharAt(i, TAKEN);
        }
    }

    void add(Fact fact) { facts.add(fact); }

    /// All facts in the order of the text.
    List<Fact> facts() { return facts.stream().sorted(Comparator.comparingInt(Fact::start)).toList(); }
}
