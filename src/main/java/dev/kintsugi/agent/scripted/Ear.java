package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.search.PhraseIndex;
import dev.kintsugi.agent.search.Remembered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Hears which intents a message may be about, clause by clause, with the talk's area in mind. Safe for many threads.
final class Ear {
    private static final Pattern CLAUSES = Pattern
            .compile("[.!?;\\n]+|,?\\s+(?:and also|and|but|also|so|because|then)\\s+|,\\s+");
    private static final int MAX_CLAUSES = 12;
    private static final double CUE = 0.45;
    private static final double CUE_ALONE = 0.6;
    private static final double SAME_AREA = 0.06;
    private static final double FOLLOWS = 0.25;

    private final PhraseIndex phrases;
    private final List<Intent> withCues;
    private final Remembered<Said, List<Heard>> heard = new Remembered<>(this::hear);

    private record Said(String text, String area) {}

    /// @param withCues intents that have cues
    Ear(PhraseIndex phrases, List<Intent> withCues) {
        this.phrases = phrases;
        this.withCues = List.copyOf(withCues);
    }

    /// An intent and how strongly it was heard; `clause` is the part of the message, 0 for the whole.
    record Heard(Intent intent, double score, int clause) {}

    /// The best of each intent, the strongest first.
    List<Heard> hear(String text, String area) { return heard.of(new Said(text, area)); }

    private List<Heard> hear(Said said) {
        var text = said.text();
        var area = said.area();
        var best = new HashMap<String, Heard>();
        hear(text, 0, area, best);
        var clauses = CLAUSES.split(text);
        for (int i = 0; clauses.length > 1 && i < clauses.length && i < MAX_CLAUSES; i++) {
            if (phrases.stems(clauses[i]).size() > 1) {
                hear(clauses[i], i + 1, area, best);
            }
        }
        var all = new ArrayList<>(best.values());
        all.sort(Comparator.comparingDouble(Heard::score).reversed().thenComparing(heard -> heard.intent().id()));
        return all;
    }

    private void hear(String clause, int number, String area, Map<String, Heard> best) {
        if (clause.isBlank()) {
            return;
        }
        var scores = new HashMap<String, Heard>();
        phrases.find(clause.strip()).forEach(hit -> scores.put(hit.intent().id(),
                new Heard(hit.intent(), hit.score(), number)));
        withCues.stream().filter(intent -> intent.cues().stream().anyMatch(cue -> cue.matcher(clause).find()))
                .forEach(intent -> scores.merge(intent.id(), new Heard(intent, CUE_ALONE, number),
                        (heard, _) -> new Heard(intent, heard.score() + CUE, number)));
        scores.values().stream().filter(heard -> fits(heard.intent(), area)).map(heard -> inArea(heard, area))
                .forEach(heard -> best.merge(heard.intent().id(), heard, (a, b) -> a.score() >= b.score() ? a : b));
    }

    private static boolean fits(Intent intent, String area) {
        return intent.follows().isEmpty() || intent.follows().contains(area);
    }

    private static Heard inArea(Heard heard, String area) {
        return new Heard(heard.intent(), heard.score() + bonus(heard.intent(), area), heard.clause());
    }

    private static double bonus(Intent intent, String area) {
        if (!intent.follows().isEmpty()) {
            return intent.small() ? SAME_AREA : FOLLOWS;
        }
        return !area.isEmpty() && intent.area().equals(area) ? SAME_AREA : 0;
    }
}
