package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.search.PhraseIndex;
import dev.kintsugi.domain.model.Passage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers from the passages in the prompt when the script has nothing: the two sentences that cover the question best,
/// in their order, or nothing when too little of the question is in them. Immutable.
record Sources(PhraseIndex phrases, List<Passage> passages) {
    private static final double COVERED = 0.6;
    private static final int SENTENCES = 2;
    private static final int MIN_WORDS = 2;

    Optional<String> answer(String question) {
        var stems = phrases.topics(question);
        if (stems.size() < MIN_WORDS) {
            return Optional.empty();
        }
        return passages.stream().filter(passage -> covers(passage, stems) >= COVERED)
                .max(Comparator.comparingDouble(passage -> covers(passage, stems)))
                .map(passage -> sentences(passage.text(), stems));
    }

    private double covers(Passage passage, Set<String> stems) {
        return phrases.covers(passage.title() + " " + passage.text(), stems);
    }

    private String sentences(String text, Set<String> stems) {
        var all = List.of(text.split("(?<=[.!?])\\s+"));
        var best = all.stream().sorted(Comparator.comparingDouble(sentence -> -phrases.covers(sentence, stems)))
                .limit(SENTENCES).toList();
        return all.stream().filter(best::contains).collect(Collectors.joining(" "));
    }
}
