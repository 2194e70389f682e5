package dev.kintsugi.recovery.detect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the detectors want to know of a word, looked up once for all of them and kept: a language has few words, and says
/// them again and again. Immutable.
///
/// @param text     in lower case, with straight apostrophes
/// @param stem     without its ending
/// @param common   whether it is one of those that tell nothing
/// @param figure   whether there is a digit in it
/// @param number   its value when it is a number written out, else -1
/// @param opposite its place among pairs of opposites, -1 for none
/// @param denial   whether it says no
/// @param published whether it names something that is published
record Word(String text, String stem, boolean common, boolean figure, int number, int opposite, boolean denial,
        boolean published) {
    /// What is said beyond them is looked up each time: a flood of invented words fills nothing.
    private static final int KEPT = 20_000;
    private static final int LONGEST = 40;
    private static final Map<String, Word> KNOWN = new ConcurrentHashMap<>();

    static Word of(String text) {
        var known = KNOWN.get(text);
        return known == null ? learnt(text) : known;
    }

    private static Word learnt(String text) {
        var word = new Word(text, Words.stem(text), Words.common(text), figure(text), NumberWords.value(text),
                Polarity.side(text), Polarity.denial(text), Support.publication(text));
        if (text.length() <= LONGEST && KNOWN.size() < KEPT) {
            KNOWN.put(text, word);
        }
        return word;
    }

    private static boolean figure(String text) { return text.chars().anyMatch(Character::isDigit); }

    /// Whether a sentence is about it: neither common nor a number.
    boolean telling() { return !common && !Character.isDigit(text.charAt(0)); }
}
