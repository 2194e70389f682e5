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
    private static final int MOST = 20;
    private static final int LOOK_BACK = 40;
    private static final Set<String> TIMES = Set.of("soon", "long", "far", "well", "for", "of", "an", "then");
    private static final Set<String> PERSONS = Set.of("you", "you've", "your", "i", "i've", "we", "we've", "it", "it's",
            "this", "that", "there", "they");

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
        int judged = 0;
        for (var hit : r.hits()) {
            int sentence = r.sentence(hit.from());
            if (judged < MOST && argues(r, hit, sentence) && bold(r, sentence)) {
                judged++;
                if (!covered(r, sentence, o)) {
                    return Optional.of(found("nothing leads to this conclusion", r.sentenceStart(sentence),
                            r.sentenceEnd(sentence)));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the sentence begins with this, as an argument does.
    private static boolean argues(Reading r, Reading.Hit hit, int sentence) {
        return (hit.mark() == Mark.CONCLUDES || hit.mark() == Mark.REASONS && !noReason(r, hit))
                && hit.from() == r.wordAt(r.sentenceStart(sentence));
    }

    /// `As you know` speaks of the case at hand, `as soon as` and `since then` of a time: neither gives a reason.
    private static boolean noReason(Reading r, Reading.Hit hit) {
        if (hit.to() >= r.size()) {
            return true;
        }
        var next = r.word(hit.to());
        return TIMES.contains(next) || r.word(hit.from()).equals("as") && PERSONS.contains(next);
    }

    private static boolean bold(Reading r, int sentence) {
        return r.has(Mark.NEGLECTS, sentence) || r.hits(Mark.ABSOLUTE).stream()
                .anyMatch(hit -> r.sentence(hit.from()) == sentence && !often(r, hit));
    }

    /// `Every year` and `every 3 days` say how often, not that it is always so.
    private static boolean often(Reading r, Reading.Hit hit) {
        int next = hit.to();
        return r.word(hit.from()).equals("every") && next < r.size() && (Units.of(r.word(next)) != null
                || r.known(next).number() >= 0 || Character.isDigit(r.word(next).charAt(0)));
    }

    private static boolean covered(Reading r, int sentence, Observation o) {
        var words = r.telling(sentence);
        if (words.size() < ENOUGH) {
            return true;
        }
        var before = new HashSet<String>();
        for (int i = Math.max(0, sentence - LOOK_BACK); i < sentence; i++) {
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
