package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Finds wrong reasoning as far as it shows from outside: a sum that is wrong, and a conclusion or a reason of which
/// nothing said so far speaks, and that advises to leave out a duty or holds for all and always.
///
/// Only an agent that was given something to know is held to it: what another concludes from its knowledge of the
/// world cannot be judged here.
public final class ReasoningDetector implements Detector {
    public static final String NAME = "reasoning";

    /// A conclusion whose words are to this share found in what was said is not out of the blue.
    private static final double COVERED = 0.6;
    private static final int ENOUGH = 3;

    @Override
    public Optional<Detection> check(Observation o) {
        return Sums.wrong(o.evidence()).map(w -> found("the sum is wrong: it is " + w.right(), w.start(), w.end()))
                .or(() -> groundless(o));
    }

    private static Optional<Detection> groundless(Observation o) {
        var r = o.reading();
        if (o.knowledge().passages().isEmpty() || !r.has(Mark.CONCLUDES) && !r.has(Mark.REASONS)) {
            return Optional.empty();
        }
        for (int sentence = 0; sentence < r.sentences(); sentence++) {
            if (argues(r, sentence) && bold(r, sentence) && !covered(r, sentence, o)) {
                return Optional.of(found("nothing leads to this conclusion", r.sentenceStart(sentence),
                        r.sentenceEnd(sentence)));
            }
        }
        return Optional.empty();
    }

    /// Whether the sentence begins as an argument does.
    private static boolean argues(Reading r, int sentence) {
        int first = r.wordAt(r.sentenceStart(sentence));
        return r.hits().stream().anyMatch(h -> h.from() == first
                && (h.mark() == Mark.CONCLUDES || h.mark() == Mark.REASONS && !personal(r, h.to())));
    }

    /// `Since you` and `as we said` speak of the case at hand, not of a rule.
    private static boolean personal(Reading r, int next) {
        return next < r.size() && Set.of("you", "you're", "you've", "your", "i", "i'm", "i've", "we", "we're", "we've",
                "it", "it's", "this", "that", "there", "they", "soon", "long", "far", "well", "for", "of", "an", "then")
                .contains(r.word(next));
    }

    private static boolean bold(Reading r, int sentence) {
        return r.has(Mark.NEGLECTS, sentence) || r.has(Mark.ABSOLUTE, sentence);
    }

    private static boolean covered(Reading r, int sentence, Observation o) {
        var words = r.telling(sentence);
        if (words.size() < ENOUGH) {
            return true;
        }
        var before = new HashSet<String>();
        for (int i = 0; i < sentence; i++) {
            before.addAll(r.telling(i));
        }
        before.addAll(o.knowledge().read("", o.question()).reading().telling());
        return o.knowledge().passages().stream().flatMap(p -> p.contexts().stream())
                .anyMatch(context -> share(words, before, context) >= COVERED);
    }

    private static double share(Set<String> words, Set<String> before, Set<String> context) {
        int found = 0;
        for (var word : words) {
            found += before.contains(word) || context.contains(word) ? 1 : 0;
        }
        return (double) found / words.size();
    }

    private static Detection found(String reason, int start, int end) {
        return new Detection(NAME, 0, Text.of(reason), start, end, Text.EMPTY);
    }
}
