package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One thing to check claims against, read for facts: a message, a tool's answer, a passage. Immutable.
///
/// @param upper    its text in capitals, for finding references however they are typed
/// @param near     whether it belongs to the conversation; knowledge counts only where it speaks of the same matter
/// @param words    all its words, those with a hyphen in parts as well
/// @param contexts the telling words of each sentence, those of the title included; a record's are all one
/// @param keys     the references in it
/// @param polarities each sentence as something that can be denied
record Evidence(Reading reading, String upper, boolean near, Set<String> words, List<Set<String>> contexts,
        List<Fact> facts, List<Backing> backings, Set<String> keys, List<Polarity> polarities) {
    String text() { return reading.text(); }

    /// A fact and what is said around it.
    ///
    /// @param sieve a bit for each word of the context: when two have no bit in common, they share no word
    record Backing(Fact fact, String sentence, Set<String> context, long sieve, boolean near) {}

    static Evidence of(String title, String text, boolean near) {
        var fields = text.stripLeading().startsWith("{");
        var reading = fields ? Reading.ofFields(text) : Reading.of(text);
        var head = Reading.of(title);
        var contexts = new ArrayList<Set<String>>(reading.sentences());
        var polarities = new ArrayList<Polarity>(reading.sentences());
        for (int sentence = 0; sentence < reading.sentences(); sentence++) {
            var context = reading.telling(sentence);
            context.addAll(head.telling());
            contexts.add(context);
            polarities.add(Polarity.of(reading, sentence));
        }
        var facts = FactReader.read(reading, fields);
        var backings = new ArrayList<Backing>(facts.size());
        var keys = new HashSet<String>();
        for (var fact : facts) {
            int sentence = reading.sentenceAt(fact.start());
            backings.add(new Backing(fact, reading.sentenceText(sentence), contexts.get(sentence),
                    sieve(contexts.get(sentence)), near));
            if (fact instanceof Reference reference) {
                keys.add(reference.key());
            }
        }
        return new Evidence(reading, text.toUpperCase(Locale.ROOT), near, words(reading, head),
                fields ? List.of(whole(contexts)) : contexts, facts, backings, keys, polarities);
    }

    private static Set<String> whole(List<Set<String>> contexts) {
        var whole = new HashSet<String>();
        contexts.forEach(whole::addAll);
        return whole;
    }

    private static Set<String> words(Reading reading, Reading title) {
        var words = new HashSet<String>();
        for (var part : List.of(reading, title)) {
            for (int i = 0; i < part.size(); i++) {
                var word = part.word(i);
                words.add(word);
                if (word.indexOf('-') > 0 || word.indexOf('\'') > 0) {
                    words.addAll(List.of(word.split("[-']")));
                }
            }
        }
        return words;
    }

    static long sieve(Set<String> context) {
        long sieve = 0;
        for (var word : context) {
            sieve |= 1L << word.hashCode();
        }
        return sieve;
    }

    /// How many words a context and this backing have in common.
    static int shared(Set<String> context, long sieve, Backing backing) {
        if ((sieve & backing.sieve()) == 0) {
            return 0;
        }
        int shared = 0;
        for (var word : context) {
            shared += backing.context().contains(word) ? 1 : 0;
        }
        return shared;
    }
}
