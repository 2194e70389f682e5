package dev.kintsugi.recovery.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A text cut once into words, sentences and telling phrases, for all detectors together. The time it takes grows with
/// the text's length and no faster. Immutable.
final class Reading {
    private static final int SHOWN = 300;
    private static final int OPENING = 5;

    private final String text;
    private final int size;
    private final int[] starts;
    private final int[] ends;
    private final int[] sentences;
    private final Word[] words;
    private final int[] sentenceEnds;
    private final int sentenceCount;
    private final List<Hit> hits;
    private final long marks;
    private final long[] sentenceMarks;
    private volatile @Nullable Pairs pairs;
    private volatile @Nullable Set<String> figures;

    /// A phrase that was found, by its words, the last one exclusive.
    record Hit(Mark mark, int from, int to) {}

    private Reading(Cut cut) {
        text = cut.text;
        size = cut.size;
        starts = cut.starts;
        ends = cut.ends;
        sentences = cut.sentences;
        words = cut.words;
        sentenceEnds = cut.sentenceEnds;
        sentenceCount = cut.sentenceCount;
        hits = Lexicon.STANDARD.hits(this);
        sentenceMarks = new long[sentenceCount];
        long all = 0;
        for (var hit : hits) {
            long mark = 1L << hit.mark().ordinal();
            sentenceMarks[sentences[hit.from()]] |= mark;
            all |= mark;
        }
        marks = all;
    }

    static Reading of(String text) { return new Reading(new Cut(text, false)); }

    /// A JSON object, whose fields stand for sentences.
    static Reading ofFields(String json) { return new Reading(new Cut(json, true)); }

    String text() { return text; }

    /// How many words it has.
    int size() { return size; }

    /// A word in lower case, with straight apostrophes.
    String word(int i) { return words[i].text(); }

    /// The same with what is known of it.
    Word known(int i) { return words[i]; }

    int start(int i) { return starts[i]; }

    int end(int i) { return ends[i]; }

    int sentence(int i) { return sentences[i]; }

    int sentences() { return sentenceCount; }

    int sentenceStart(int sentence) { return sentence == 0 ? 0 : sentenceEnds[sentence - 1]; }

    int sentenceEnd(int sentence) { return sentenceEnds[sentence]; }

    /// A sentence, cut after so many characters as anybody would want to be shown.
    String sentenceText(int sentence) { return Sentences.cut(this, sentence, SHOWN).strip(); }

    /// The sentence that this place of the text belongs to.
    int sentenceAt(int place) {
        int found = Arrays.binarySearch(sentenceEnds, 0, sentenceCount, place + 1);
        return Math.min(sentenceCount - 1, found < 0 ? -found - 1 : found);
    }

    /// The first word that begins at or after this place of the text.
    int wordAt(int place) {
        int found = Arrays.binarySearch(starts, 0, size, place);
        return found < 0 ? -found - 1 : found;
    }

    /// How many words an opening such as "Of course." has; 0 when more than an opening stands there, or nothing behind it.
    int opening() {
        int opening = sentenceCount < 2 ? 0 : wordAt(sentenceStart(1));
        return opening <= OPENING && size - opening >= OPENING ? opening : 0;
    }

    /// The pairs of neighbouring words after its opening.
    Pairs pairs() {
        var known = pairs;
        if (known == null) {
            known = Pairs.of(this, opening());
            pairs = known;
        }
        return known;
    }

    /// The words after its opening with a figure in them.
    Set<String> figures() {
        var known = figures;
        if (known == null) {
            known = new HashSet<>();
            for (int i = opening(); i < size; i++) {
                if (words[i].figure()) {
                    known.add(word(i));
                }
            }
            figures = known;
        }
        return known;
    }

    List<Hit> hits() { return hits; }

    boolean has(Mark mark) { return (marks & 1L << mark.ordinal()) != 0; }

    /// The phrases of a kind, in the order of the text.
    List<Hit> hits(Mark mark) {
        if (!has(mark)) {
            return List.of();
        }
        var found = new ArrayList<Hit>(2);
        for (var hit : hits) {
            if (hit.mark() == mark) {
                found.add(hit);
            }
        }
        return found;
    }

    boolean has(Mark mark, int sentence) { return (sentenceMarks[sentence] & 1L << mark.ordinal()) != 0; }

    /// The telling words of a sentence, without figures.
    Stems telling(int sentence) {
        var telling = new Stems();
        for (int i = wordAt(sentenceStart(sentence)); i < size && sentences[i] == sentence; i++) {
            tell(words[i], telling);
        }
        return telling;
    }

    /// The telling words of the whole text, without figures.
    Stems telling() { return telling(0, size); }

    /// The same of its words from here to there.
    Stems telling(int from, int to) {
        var telling = new Stems();
        for (int i = from; i < to; i++) {
            tell(words[i], telling);
        }
        return telling;
    }

    private static void tell(Word word, Stems telling) {
        if (word.telling()) {
            telling.add(word.stem());
        }
    }

    /// Cuts a text while reading it once.
    private static final class Cut {
        /// Few texts have more words than one in so many letters; longer texts than ordinary ones grow as they are cut.
        private static final int LETTERS = 5;
        private static final int ORDINARY = 4_000;

        private final String text;
        private final boolean fields;
        private int[] starts;
        private int[] ends;
        private int[] sentences;
        private Word[] words;
        private int[] sentenceEnds = new int[16];
        private int size;
        private int sentenceCount;

        Cut(String text, boolean fields) {
            this.text = text;
            this.fields = fields;
            int likely = 8 + Math.min(text.length(), ORDINARY) / LETTERS;
            starts = new int[likely];
            ends = new int[likely];
            sentences = new int[likely];
            words = new Word[likely];
            int at = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (part(c)) {
                    int end = wordEnd(at);
                    add(at, end);
                    at = end;
                } else {
                    if (ends(c, at)) {
                        endSentence(at + 1);
                    }
                    at++;
                }
            }
            if (sentenceCount == 0 || sentenceEnds[sentenceCount - 1] < text.length()) {
                endSentence(text.length());
            }
        }

        private int wordEnd(int from) {
            int at = from + 1;
            while (at < text.length() && !(fields && hump(at)) && (part(text.charAt(at))
                    || joins(text.charAt(at)) && at + 1 < text.length() && part(text.charAt(at + 1)))) {
                at++;
            }
            return at;
        }

        /// In the name of a field a capital begins a word.
        private boolean hump(int at) {
            return Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
        }

        private static boolean part(char c) {
            if (c < 128) {
                return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            }
            return Character.isLetterOrDigit(c) || Character.isSurrogate(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK;
        }

        private static boolean joins(char c) { return c == '\'' || c == '’' || c == '-'; }

        private boolean ends(char c, int at) {
            if (fields) {
                return c == ',' || c == '{' || c == '}' || c == '[' || c == ']';
            }
            return c == '\n' || "。！？".indexOf(c) >= 0
                    || (c == '.' || c == '!' || c == '?') && at + 1 < text.length()
                            && Character.isWhitespace(text.charAt(at + 1));
        }

        private void add(int start, int end) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                ends = Arrays.copyOf(ends, 2 * size);
                sentences = Arrays.copyOf(sentences, 2 * size);
                words = Arrays.copyOf(words, 2 * size);
            }
            starts[size] = start;
            ends[size] = end;
            sentences[size] = sentenceCount;
            words[size++] = Word.of(text, start, end);
        }

        private void endSentence(int end) {
            if (sentenceCount == sentenceEnds.length) {
                sentenceEnds = Arrays.copyOf(sentenceEnds, 2 * sentenceCount);
            }
            sentenceEnds[sentenceCount++] = end;
        }
    }

    /// The readings of a text's sentences that hold a phrase of this kind, as places in the text.
    List<Integer> sentencesWith(Mark mark) {
        var found = new ArrayList<Integer>();
        for (var hit : hits(mark)) {
            if (found.isEmpty() || found.getLast() != sentences[hit.from()]) {
                found.add(sentences[hit.from()]);
            }
        }
        return found;
    }
}
