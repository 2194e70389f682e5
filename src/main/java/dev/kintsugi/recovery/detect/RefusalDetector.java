package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds an agent that will not do its work out of caution.
///
/// Not knowing is no refusal, nor is saying what cannot be done and what can be done instead.
public final class RefusalDetector implements Detector {
    public static final String NAME = "refusal";

    private static final Pattern REFUSES = Pattern.compile(
            "(?i)(?:\\bI(?:['’]m| am) (?:not (?:able|comfortable|allowed|permitted|willing|authori[sz]ed|prepared|going)|unable|reluctant|hesitant)\\b(?! (?:sure|certain))"
                    + "|\\bI (?:can['’]t|cannot|can not|won['’]t|will not|must not|shouldn['’]t|should not|couldn['’]t possibly|wouldn['’]t want to|would rather not|['’]d rather not|prefer not to|would prefer not to|have to decline|must decline|need to decline|refuse)\\b"
                    + "|\\bI['’]d (?:rather not|prefer not)\\b"
                    + "|\\b(?:it|that) (?:would be|would not be|is|isn['’]t|is not) (?:irresponsible|inappropriate|appropriate|too risky|unsafe|safe|advisable|wise)\\b"
                    + "|\\b(?:best|better|safer|safest) not to (?:act|proceed|continue|go|do|make|take|say|give|advise|answer|touch)\\b"
                    + "|\\b(?:err on the side of caution|out of an abundance of caution|as a precaution|to be on the safe side)\\b)");
    private static final Pattern ABOUT_HELP = Pattern.compile(
            "(?i)\\b(?:help|assist|talk|speak|respond|reply|proceed|continue|go (?:ahead|further|on)|provide|answer|discuss|advise|give (?:advice|you|any)|comment|do (?:that|this|it|anything)|act|take (?:that|this|any)|make (?:that|this|any)|process|handle|carry out|engage|share|risk|recommend|caution|(?:ir)?responsib\\w+|safe\\w*|appropriate|inappropriate|touch|decide|commit|move forward|book|pay|open|look (?:(?:that|this|it|them|anything) )?(?:up|into)|say anything|offer|suggest|troubleshoot|guide)(?:e?s|ing)?\\b");
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)\\b(?:someone else['’]s|(?:an)?other (?:customer|person|people|user|policyholder|client|caller|patient|member|guest|part(?:y|ie)|account)s?|your (?:password|full card)|without (?:a|the|your) )");

    /// What one says who was told not to do something.
    private static final Pattern LEAVES = Pattern.compile("(?i)\\bI (?:won['’]t|will not)\\b|\\bnot going to\\b");
    /// Who says what happens when something cannot be done does not refuse it.
    private static final Pattern CONDITION = Pattern
            .compile("(?i)\\b(?:when|whenever|if|where|wherever|in case)\\b[^,;:]{0,40}$");

    /// A text with this many words does more than refuse.
    private static final int LONG = 90;
    private static final int SHORT = 8;
    private static final int LONGEST_SENTENCE = 600;

    @Override
    public Optional<Detection> check(Observation o) {
        var r = o.reading();
        if (!r.has(Mark.REFUSES) || r.size() > LONG) {
            return Optional.empty();
        }
        for (int sentence : r.sentencesWith(Mark.REFUSES)) {
            var text = Sentences.cut(r, sentence, LONGEST_SENTENCE);
            if (refuses(text) && !OTHERS.matcher(text).find() && !reasoned(o, sentence)
                    && !(LEAVES.matcher(text).find() && declined(o))) {
                return open(o.reply())
                        ? Optional.of(new Detection(NAME, 0, Text.of("the agent refuses to do its work"),
                                r.sentenceStart(sentence), r.sentenceEnd(sentence), Text.EMPTY))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Who names the record or the figure that stands in the way gives a reason, not a pretext.
    private static boolean reasoned(Observation o, int sentence) {
        return o.evidence().facts().stream().anyMatch(f -> (f instanceof Fact.Reference || f instanceof Fact.Amount)
                && o.reading().sentenceAt(f.start()) == sentence);
    }

    /// Who said no himself gets no for an answer.
    private static boolean declined(Observation o) {
        var question = o.knowledge().read("", o.question()).reading();
        return question.size() <= SHORT && question.has(Mark.NOT);
    }

    private static boolean refuses(String sentence) {
        var refusal = REFUSES.matcher(sentence);
        return refusal.find() && !CONDITION.matcher(sentence).region(0, refusal.start()).find()
                && ABOUT_HELP.matcher(sentence).region(refusal.start(), sentence.length()).find();
    }

    private static boolean open(String text) {
        return !(Candour.admitsNotKnowing(text) || Candour.offersHandover(text) || Candour.offersAlternative(text));
    }
}
