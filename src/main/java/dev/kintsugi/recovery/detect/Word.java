package dev.kintsugi.recovery.detect;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the detectors want to know of a word, looked up once for all of them and kept: a language has few words, and says
/// them again and again. Immutable.
///
/// @param text     in lower case, with straight apostrophes
/// @param stem     without its ending
/// @param common   whether it is one of those that tell nothing
/// @param figure   whether there is a digit in it
/// @param number   its value when it is a number written out, else -1
/// @param rank     the day of a month that it stands for when it is an ordinal written out, else 0
/// @param opposite its place among pairs of opposites, -1 for none
/// @param denial   whether it says no
/// @param published whether it names something that is published
record Word(String text, String stem, boolean common, boolean figure, int number, int rank, int opposite,
        boolean denial, boolean published) {
    /// What is said beyond them is looked up each time: a flood of invented words fills nothing.
    private static final int KEPT = 20_000;
    private static final int LONGEST = 40;
    private static final int ASCII = 128;
    /// One word for each place, whoever wrote it last: what is not there is looked up, so that nobody has to wait.
    private static final @Nullable Word[] AT_HAND = new Word[1 << 13];
    private static final Map<String, Word> KNOWN = new ConcurrentHashMap<>();

    /// The word that stands between these places of a text. One that is at hand makes no string.
    static Word of(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            char c = lower(text.charAt(i));
            if (c >= ASCII) {
                return of(text.substring(start, end));
            }
            hash = 31 * hash + c;
        }
        int place = (hash ^ hash >>> 15) & AT_HAND.length - 1;
        var word = AT_HAND[place];
        if (word == null || !word.stands(text, start, end)) {
            word = of(text.substring(start, end));
            if (end - start <= LONGEST) {
                AT_HAND[place] = word;
            }
        }
        return word;
    }

    private boolean stands(String in, int start, int end) {
        if (text.length() != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i - start) != lower(in.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c; }

    private static Word of(String written) {
        var text = written.toLowerCase(Locale.ROOT).replace('’', '\'');
        var known = KNOWN.get(text);
        return known == null ? learnt(text) : known;
    }

    private static Word learnt(String text) {
        var word = new Word(text, Words.stem(text), Words.common(text), figure(text), NumberWords.value(text),
                NumberWords.rank(text), Polarity.side(text), Polarity.denial(text), Support.publication(text));
        if (text.length() <= LONGEST && KNOWN.size() < KEPT) {
            KNOWN.put(text, word);
        }
        return word;
    }

    static boolean figure(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a sentence is about it: neither common nor a number.
    boolean telling() { return !common && !Character.isDigit(text.charAt(0)); }
}
