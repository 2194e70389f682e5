package dev.kintsugi.agent.search;

import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.pack.Pack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of a pack's intents a text sounds like: Lucene proposes sample phrasings, and each is then measured on a scale
/// of 0 to 1 that knows what a good match is, which BM25 alone does not. Safe for many threads.
public final class PhraseIndex {
    private static final int PROPOSED = 40;

    private final List<Sample> samples = new ArrayList<>();
    private final Texts texts;
    private final Weights weights;
    private final Spelling spelling;
    private final Remembered<String, List<Hit>> found = new Remembered<>(this::search);
    private final Remembered<String, Set<String>> stems = new Remembered<>(this::analysed);

    /// An intent and how well the text matches it, 0 to 1.
    public record Hit(Intent intent, double score) {}

    private record Sample(Intent intent, Set<String> stems) {}

    public PhraseIndex(Pack pack) {
        var entries = new ArrayList<Texts.Entry>();
        var english = new English(pack.synonyms());
        for (var intent : pack.intents()) {
            for (var ask : intent.asks()) {
                var stems = Set.copyOf(english.stems(ask));
                if (!stems.isEmpty()) {
                    samples.add(new Sample(intent, stems));
                    entries.add(new Texts.Entry("", ask));
                }
            }
        }
        this.texts = new Texts(english, entries);
        this.weights = new Weights(samples.stream().map(Sample::stems).toList());
        this.spelling = new Spelling(vocabulary(pack, english));
    }

    private Set<String> vocabulary(Pack pack, English english) {
        var words = new HashSet<>(weights.words());
        pack.articles().forEach(article -> words.addAll(english.stems(article.text() + " " + article.more())));
        return words;
    }

    /// Intents with a sample that shares a word with the text, the best first; each once.
    public List<Hit> find(String text) { return found.of(text); }

    /// The stems of a text, spelling corrected.
    public Set<String> stems(String text) { return stems.of(text); }

    private Set<String> analysed(String text) { return Set.copyOf(spelling.corrected(texts.stems(text))); }

    /// The stems that say what a text is about.
    public Set<String> topics(String text) {
        return stems(text).stream().filter(stem -> !Weights.light(stem)).collect(Collectors.toSet());
    }

    /// How much of a question a text covers, 0 to 1.
    public double covers(String text, Set<String> question) {
        var common = new HashSet<>(stems(text));
        common.retainAll(question);
        return question.isEmpty() ? 0 : weights.sum(common) / weights.sum(question);
    }

    private List<Hit> search(String text) {
        var stems = stems(text);
        if (stems.isEmpty()) {
            return List.of();
        }
        var best = new HashMap<String, Hit>();
        for (var position : texts.best(stems, PROPOSED)) {
            var sample = samples.get(position);
            var hit = new Hit(sample.intent(), weights.match(stems, sample.stems(), sample.intent().small()));
            best.merge(sample.intent().id(), hit, (a, b) -> a.score() >= b.score() ? a : b);
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(hit -> hit.intent().id()))
                .toList();
    }
}
