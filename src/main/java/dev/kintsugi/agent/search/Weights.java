package dev.kintsugi.agent.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How telling each word is: its inverse document frequency as in BM25, `ln(1 + (N - n + 0.5) / (n + 0.5))`. A word that
/// occurs nowhere is as telling as the rarest one. Immutable.
final class Weights {
    /// Words that shape a question without saying what it is about; as stems.
    private static final Set<String> LIGHT = Set.of("what", "how", "who", "when", "where", "which", "why", "you",
            "your",
            "about", "can", "get", "it'", "it", "go", "tell", "know", "want", "think", "give", "like", "all", "any",
            "ar",
            "much", "mani", "long", "here", "now", "ok", "should", "make", "see", "thing", "time", "dai", "what'",
            "who'",
            "how'", "where'", "need", "work", "happen", "say", "said", "ask", "someth", "one", "again", "still",
            "alreadi");
    private static final double LIGHTLY = 0.35;

    private final Map<String, Double> weights = new HashMap<>();
    private final double unknown;

    Weights(List<Set<String>> documents) {
        var counts = new HashMap<String, Integer>();
        documents.forEach(document -> document.forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.forEach((word, n) -> weights.put(word, (light(word) ? LIGHTLY : 1) * weight(documents.size(), n)));
        this.unknown = weight(documents.size(), 1);
    }

    private static double weight(int total, int n) { return Math.log(1 + (total - n + 0.5) / (n + 0.5)); }

    static boolean light(String word) { return LIGHT.contains(word); }

    Set<String> words() { return weights.keySet(); }

    double of(String word) { return weights.getOrDefault(word, light(word) ? LIGHTLY * unknown : unknown); }

    double sum(Collection<String> words) { return words.stream().sorted().mapToDouble(this::of).sum(); }

    /// How well a text covers a sample phrasing, 0 to 1: three fifths for how much of the sample is in the text, two
    /// fifths for how much of the text is in the sample. When only near-identity counts, as
    /// for a text of nothing but light words, the geometric mean of both.
    double match(Set<String> text, Set<String> sample, boolean near) {
        var common = new HashSet<>(text);
        common.retainAll(sample);
        if (common.isEmpty()) {
            return 0;
        }
        var shared = sum(common);
        var ofSample = shared / sum(sample);
        var ofText = shared / sum(text);
        return near || text.stream().allMatch(Weights::light)
                ? Math.sqrt(ofSample * ofText)
                : 0.6 * ofSample + 0.4 * ofText;
    }
}
