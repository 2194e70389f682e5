package dev.kintsugi.agent.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;

/// Reads an unknown word as the known one that is a slip of the finger away: one letter wrong, missing, extra or
/// swapped, but the first one right, in words of five letters and more. Safe for many threads.
final class Spelling {
    private static final int MIN_LETTERS = 5;
    private static final int MAX_LETTERS = 24;

    private final TreeSet<String> known;
    private final Remembered<String, String> read = new Remembered<>(this::nearest);

    Spelling(Collection<String> known) { this.known = new TreeSet<>(known); }

    List<String> corrected(List<String> stems) {
        var words = new ArrayList<String>(stems.size());
        stems.forEach(stem -> words.add(corrected(stem)));
        return words;
    }

    private String corrected(String stem) {
        if (known.contains(stem) || stem.length() < MIN_LETTERS || stem.length() > MAX_LETTERS) {
            return stem;
        }
        return Weights.light(stem) ? stem : read.of(stem);
    }

    private String nearest(String stem) {
        var automaton = Operations.determinize(new LevenshteinAutomata(stem, true).toAutomaton(1),
                Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
        var near = new CharacterRunAutomaton(automaton);
        return known.stream().filter(word -> word.length() >= MIN_LETTERS - 1)
                .filter(word -> word.charAt(0) == stem.charAt(0)).filter(near::run).findFirst()
                .orElse(stem);
    }
}
