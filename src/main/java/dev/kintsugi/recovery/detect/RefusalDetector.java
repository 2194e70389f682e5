package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds an agent that will not do its work: a refusal out of caution, or endless hesitation before acting.
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
            "(?i)\\b(?:help|assist|proceed|continue|go (?:ahead|further|on)|provide|answer|discuss|advise|give (?:advice|you|any)|comment|do (?:that|this|it|anything)|act|take (?:that|this|any)|make (?:that|this|any)|process|handle|carry out|engage|share|risk|recommend|caution|responsib\\w+|safe\\w*|appropriate|inappropriate|touch|decide|commit|move forward|book|pay|open|look (?:up|into)|say anything|offer)(?:e?s|ing)?\\b");
    private static final Pattern HESITATES = Pattern.compile(
            "(?i)\\b(?:before (?:I|we) (?:can |could |do |take |even )?[^.?!]{0,40}\\b(?:every|all (?:possible|the|of)|absolutely|completely|perfect\\w*|fully|thorough\\w*)"
                    + "|until (?:I am|I['’]m|we are|we['’]re|everything is|every)[^.?!]{0,40}\\b(?:certain|sure|perfect|ruled out|checked|complete)"
                    + "|(?:consider|weigh|analy[sz]e|evaluate|review|examine) (?:all|every|each)(?: of)?(?: the)? (?:possib\\w+|option|angle|aspect|implication|scenario|risk|factor)\\w*"
                    + "|(?:further|more|additional|deeper) (?:analysis|consideration|reflection|deliberation) (?:is|are|would be|before|first))");
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)\\b(?:someone else['’]s|another (?:customer|person|user|policyholder)|other (?:customers|people|users)|your (?:password|full card)|without (?:a|the|your) )");

    @Override
    public Optional<Detection> check(Observation o) {
        var text = o.reply();
        var open = !(Candour.admitsNotKnowing(text) || Candour.offersHandover(text) || Candour.offersAlternative(text)
                || OTHERS.matcher(text).find());
        var refusal = REFUSES.matcher(text);
        while (open && refusal.find()) {
            var end = sentenceEnd(text, refusal.end());
            if (ABOUT_HELP.matcher(text.substring(refusal.start(), end)).find()) {
                return found("the agent refuses to do its work", refusal.start(), end);
            }
        }
        var hesitation = HESITATES.matcher(text);
        return open && hesitation.find()
                ? found("the agent hesitates instead of acting", hesitation.start(),
                        sentenceEnd(text, hesitation.end()))
                : Optional.empty();
    }

    private static Optional<Detection> found(String reason, int start, int end) {
        return Optional.of(new Detection(NAME, 0, Text.of(reason), start, end, Text.EMPTY));
    }

    private static int sentenceEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (".!?\n".indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
