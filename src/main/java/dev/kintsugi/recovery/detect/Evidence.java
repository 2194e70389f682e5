package dev.kintsugi.recovery.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// One thing to check claims against, read for facts: a message, a tool's answer, a passage. Immutable.
///
/// @param near  whether it belongs to the conversation; knowledge counts only where it speaks of the same matter
/// @param upper its text in capitals, for finding references however they are typed
record Evidence(String text, String upper, boolean near, Set<String> words, List<Backing> backings) {
    private static final Pattern FIELD_END = Pattern.compile("[,{}\\[\\]]");
    private static final Pattern PLAIN = Pattern.compile("(?<=[a-z])(?=[A-Z])|[_\":]");

    /// A fact and what is said around it.
    record Backing(Fact fact, String sentence, Set<String> context, boolean near) {}

    static Evidence of(String title, String text, boolean near) {
        var json = text.stripLeading().startsWith("{");
        var breaks = json ? FIELD_END : Sentences.END;
        var backings = new ArrayList<Backing>();
        for (var fact : FactReader.read(text)) {
            var sentence = Sentences.around(text, fact.start(), fact.end(), breaks);
            backings.add(new Backing(fact, sentence, context(title + " " + sentence), near));
        }
        var words = new HashSet<>(Words.of(PLAIN.matcher(title + " " + text).replaceAll(" ")));
        Words.of(title + " " + text).forEach(w -> words.addAll(List.of(w.split("[-'’]"))));
        return new Evidence(text, text.toUpperCase(Locale.ROOT), near, Set.copyOf(words), List.copyOf(backings));
    }

    static Set<String> context(String text) {
        var words = new HashSet<>(Words.telling(PLAIN.matcher(text).replaceAll(" ")));
        words.removeIf(w -> Character.isDigit(w.charAt(0)));
        return words;
    }
}
