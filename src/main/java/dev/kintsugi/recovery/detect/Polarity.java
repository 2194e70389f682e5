package dev.kintsugi.recovery.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells whether two sentences say the opposite of each other: nearly the same words, but one denies what the other
/// says, or has the other word of a pair of opposites. Immutable.
///
/// @param words    its telling words without those that turn the sense
/// @param denies   whether it says no, an odd number of times
/// @param opposite which words of pairs it has, as bits
record Polarity(Stems words, boolean denies, long opposite, Reading reading, int sentence) {
    private static final List<List<String>> PAIRS = List.of(List.of("before", "after"), List.of("least", "most"),
            List.of("includes", "leaves"), List.of("include", "exclude"), List.of("included", "excluded"),
            List.of("minimum", "maximum"), List.of("accepted", "rejected"), List.of("approved", "rejected"),
            List.of("enabled", "disabled"), List.of("open", "closed"), List.of("always", "never"),
            List.of("required", "optional"), List.of("allowed", "forbidden"),
            List.of("increase", "decrease"), List.of("increases", "decreases"), List.of("earlier", "later"));
    private static final Map<String, Integer> SIDES = sides();
    private static final Set<String> DENIALS = Set
            .of(("no never cannot can't don't doesn't didn't isn't aren't wasn't weren't won't hasn't haven't "
                    + "shouldn't mustn't wouldn't couldn't unable").split(" "));
    /// After these `not` denies the sentence; elsewhere it may deny a word, as in `hours, not days`.
    private static final Set<String> DENIED = Set.of("is", "are", "was", "were", "do", "does", "did", "will", "can",
            "could", "has", "have", "had", "should", "must", "would", "may", "need", "am", "be");
    /// What a sentence needs so that likeness says anything, and how alike the two must be.
    private static final int ENOUGH = 4;
    private static final long FIRST = 0x5555555555555555L;
    private static final double ALIKE = 0.8;

    static Polarity of(Reading r, int sentence) {
        var words = new Stems();
        boolean denies = false;
        long opposite = 0;
        for (int i = r.wordAt(r.sentenceStart(sentence)); i < r.size() && r.sentence(i) == sentence; i++) {
            var word = r.known(i);
            if (word.denial() && !alone(r, i) || word.text().equals("not") && i > 0 && DENIED.contains(r.word(i - 1))) {
                denies = !denies;
            } else if (word.opposite() >= 0) {
                opposite |= 1L << word.opposite();
            } else if (!word.common()) {
                words.add(word.stem());
            }
        }
        return new Polarity(words, denies, opposite, r, sentence);
    }

    /// `No, ...` and `It isn't: ...` deny what was said before, not what follows.
    private static boolean alone(Reading r, int denial) {
        int next = r.end(denial);
        while (next < r.text().length() && r.text().charAt(next) == ' ') {
            next++;
        }
        return next < r.text().length() && ",:;–—".indexOf(r.text().charAt(next)) >= 0;
    }

    /// A word's place among the pairs, -1 for one that has no opposite.
    static int side(String word) { return SIDES.getOrDefault(word, -1); }

    static boolean denial(String word) { return DENIALS.contains(word); }

    private static Map<String, Integer> sides() {
        var sides = new HashMap<String, Integer>();
        for (int i = 0; i < PAIRS.size(); i++) {
            sides.put(PAIRS.get(i).getFirst(), 2 * i);
            sides.put(PAIRS.get(i).getLast(), 2 * i + 1);
        }
        return Map.copyOf(sides);
    }

    String text() { return reading.sentenceText(sentence); }

    /// Whether the other says the opposite of this one.
    boolean opposes(Polarity other) {
        boolean turned = denies != other.denies ? opposite == other.opposite : flipped(other);
        return turned && Long.bitCount(words.sieve() & other.words.sieve()) >= ENOUGH - 1 && alike(other);
    }

    /// Whether each has one word of a pair and the other has the other, and nothing else tells them apart.
    private boolean flipped(Polarity other) {
        long mine = opposite & ~other.opposite;
        long others = other.opposite & ~opposite;
        return Long.bitCount(mine) == 1 && Long.bitCount(others) == 1
                && ((mine & FIRST) << 1 | mine >>> 1 & FIRST) == others;
    }

    private boolean alike(Polarity other) {
        return words.size() >= ENOUGH && other.words.size() >= ENOUGH && Words.alike(words, other.words) >= ALIKE;
    }

    /// Whether it has words enough to be held against another.
    boolean saysEnough() { return words.size() >= ENOUGH; }

    /// The first of the sentences that says the opposite.
    Optional<Polarity> opponent(List<Polarity> sentences) {
        for (var other : sentences) {
            if (opposes(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
