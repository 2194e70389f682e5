package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import java.util.List;
import java.util.Optional;

/// Finds a reply that says the opposite of what was said before: by the agent in an earlier turn, or by its knowledge
/// or a tool. Sentences are held against each other word by word; who takes something back says so and is not flagged.
public final class ContradictionDetector implements Detector {
    public static final String NAME = "contradiction";

    private static final int LOOK_BACK = 20;
    private static final int MOST = 60;

    @Override
    public Optional<Detection> check(Observation o) {
        var evidence = o.evidence();
        if (evidence.reading().has(Mark.CORRECTS)) {
            return Optional.empty();
        }
        var said = o.said(LOOK_BACK);
        for (int sentence = 0; sentence < Math.min(MOST, evidence.polarities().size()); sentence++) {
            var mine = evidence.polarities().get(sentence);
            if (!mine.saysEnough()) {
                continue;
            }
            var found = opponent(mine, said).map(p -> new Opposed("the agent said the opposite before", p.text()))
                    .or(() -> mine.opponent(o.knowledge().sayings().against(mine))
                            .map(p -> new Opposed("what the agent was given to know says the opposite", p.text())));
            if (found.isPresent()) {
                var r = evidence.reading();
                return Optional.of(new Detection(NAME, 0, Text.of(found.get().reason()), r.sentenceStart(sentence),
                        r.sentenceEnd(sentence), Text.of(found.get().evidence())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Polarity> opponent(Polarity mine, List<Evidence> said) {
        for (var earlier : said) {
            var found = mine.opponent(earlier.sayings().against(mine));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private record Opposed(String reason, String evidence) {}
}
