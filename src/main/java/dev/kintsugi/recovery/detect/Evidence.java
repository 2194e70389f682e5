package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing to check claims against, read for facts: a message, a tool's answer, a passage. Immutable; what only some
/// questions need is worked out when it is first asked for.
final class Evidence {
    private final String title;
    private final Reading reading;
    private final boolean near;
    private final boolean fields;
    private final List<Stems> sentences;
    private final List<Fact> facts;
    private volatile @Nullable List<Stems> contexts;
    private volatile @Nullable List<Backing> backings;
    private volatile @Nullable List<Polarity> polarities;
    private volatile @Nullable Sayings sayings;
    private volatile @Nullable Set<String> words;
    private volatile @Nullable Set<String> keys;

    /// A fact and what is said around it.
    ///
    /// @param near whether it belongs to the conversation; knowledge counts only where it speaks of the same matter
    record Backing(Fact fact, String sentence, Stems context, boolean near) {}

    private Evidence(String title, String text, boolean near) {
        this.title = title;
        this.near = near;
        fields = text.stripLeading().startsWith("{");
        reading = fields ? Reading.ofFields(text) : Reading.of(text);
        var telling = new ArrayList<Stems>(reading.sentences());
        for (int sentence = 0; sentence < reading.sentences(); sentence++) {
            telling.add(reading.telling(sentence));
        }
        if (!title.isEmpty()) {
            var head = Reading.of(title).telling();
            telling.forEach(context -> context.addAll(head));
        }
        sentences = telling;
        facts = FactReader.read(reading, fields);
    }

    static Evidence of(String title, String text, boolean near) { return new Evidence(title, text, near); }

    Reading reading() { return reading; }

    String text() { return reading.text(); }

    List<Fact> facts() { return facts; }

    /// The telling words of a sentence, those of the title included.
    Stems context(int sentence) { return sentences.get(sentence); }

    /// The telling words of each sentence; a record's are all one.
    List<Stems> contexts() {
        var known = contexts;
        if (known == null) {
            known = fields ? List.of(whole()) : sentences;
            contexts = known;
        }
        return known;
    }

    /// How many of these words one of its contexts has as well; counting ends at `enough`.
    int related(Case.Matter matter, int enough) {
        var all = contexts();
        int most = 0;
        for (int i = 0; i < all.size() && most < enough; i++) {
            if (Long.bitCount(all.get(i).sieve() & matter.words().sieve()) >= most) {
                most = Math.max(most, matter.words().shared(all.get(i)));
            }
        }
        return most;
    }

    private Stems whole() {
        var whole = new Stems();
        sentences.forEach(whole::addAll);
        return whole;
    }

    List<Backing> backings() {
        var known = backings;
        if (known == null) {
            known = facts.stream().map(this::backing).toList();
            backings = known;
        }
        return known;
    }

    private Backing backing(Fact fact) {
        int sentence = reading.sentenceAt(fact.start());
        var context = sentences.get(sentence);
        return new Backing(fact, reading.sentenceText(sentence), context, near);
    }

    /// Each sentence as something that can be denied.
    List<Polarity> polarities() {
        var known = polarities;
        if (known == null) {
            var all = new ArrayList<Polarity>(reading.sentences());
            for (int sentence = 0; sentence < reading.sentences(); sentence++) {
                all.add(Polarity.of(reading, sentence));
            }
            known = all;
            polarities = known;
        }
        return known;
    }

    /// Those of its sentences that another can be held against.
    Sayings sayings() {
        var known = sayings;
        if (known == null) {
            known = Sayings.of(polarities());
            sayings = known;
        }
        return known;
    }

    /// All its words, those with a hyphen in parts as well.
    Set<String> words() {
        var known = words;
        if (known == null) {
            known = new HashSet<>();
            for (var part : List.of(reading, Reading.of(title))) {
                for (int i = 0; i < part.size(); i++) {
                    known.add(part.word(i));
                    if (part.word(i).indexOf('-') > 0 || part.word(i).indexOf('\'') > 0) {
                        known.addAll(List.of(part.word(i).split("[-']")));
                    }
                }
            }
            words = known;
        }
        return known;
    }

    /// The references in it.
    Set<String> keys() {
        var known = keys;
        if (known == null) {
            known = new HashSet<>();
            for (var fact : facts) {
                if (fact instanceof Reference reference) {
                    known.add(reference.key());
                }
            }
            keys = known;
        }
        return known;
    }

    /// Whether its text holds this, given in capitals, as a whole word.
    boolean mentions(String upper) {
        var text = text().toUpperCase(Locale.ROOT);
        for (int at = text.indexOf(upper); at >= 0; at = text.indexOf(upper, at + 1)) {
            var end = at + upper.length();
            if ((at == 0 || !joins(text.charAt(at - 1))) && (end == text.length() || !joins(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(char c) { return Character.isLetterOrDigit(c) || c == '-'; }
}
