package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds an agent that does not get on: it talks of its plan in place of acting, begins the plan over again, or puts
/// its user off turn after turn without a tool being used.
public final class StallDetector implements Detector {
    public static final String NAME = "stall";

    private static final int ROW = 2;
    private static final int LONGEST_SENTENCE = 600;
    private static final Pattern HESITATES = Pattern.compile(
            "(?i)\\b(?:before (?:I|we) (?:can |could |do |take |even )?[^.?!]{0,40}\\b(?:every|all (?:possible|the|of)|absolutely|completely|perfect\\w*|fully|thorough\\w*)"
                    + "|until (?:I am|I['’]m|we are|we['’]re|everything is|every)[^.?!]{0,40}\\b(?:certain|sure|perfect|ruled out|checked|complete)"
                    + "|(?:consider|weigh|analy[sz]e|evaluate|review|examine) (?:all|every|each)(?: of)?(?: the)? (?:possib\\w+|option|angle|aspect|implication|scenario|risk|factor)\\w*"
                    + "|(?:further|more|additional|deeper) (?:analysis|consideration|reflection|deliberation) (?:is|are|would be|before|first))");

    @Override
    public Optional<Detection> check(Observation o) {
        var r = o.reading();
        if (stalls(r)) {
            return found("the agent talks of its plan and does not act", 0, o.reply().length());
        }
        for (int sentence : r.sentencesWith(Mark.HESITATES)) {
            if (HESITATES.matcher(Sentences.cut(r, sentence, LONGEST_SENTENCE)).find()
                    && !Candour.offersAlternative(o.reply())) {
                return found("the agent hesitates instead of acting", r.sentenceStart(sentence),
                        r.sentenceEnd(sentence));
            }
        }
        return o.tools().isEmpty() && putsOff(r) ? overTurns(o) : Optional.empty();
    }

    private static Optional<Detection> overTurns(Observation o) {
        var said = o.said(ROW);
        return said.size() == ROW && said.stream().allMatch(e -> putsOff(e.reading()) || stalls(e.reading()))
                ? found("the agent puts the user off, " + (ROW + 1) + " turns in a row", 0, o.reply().length())
                : Optional.empty();
    }

    /// At least two of its sentences speak of its own plan or begin it again, and they are at least half of the reply.
    private static boolean stalls(Reading r) {
        if (!r.has(Mark.PLANS)) {
            return false;
        }
        int about = 0;
        int spoken = 0;
        for (int sentence = 0; sentence < r.sentences(); sentence++) {
            int first = r.wordAt(r.sentenceStart(sentence));
            if (first < r.size() && r.sentence(first) == sentence) {
                spoken++;
                about += r.has(Mark.PLANS, sentence) || r.has(Mark.RESTARTS, sentence) ? 1 : 0;
            }
        }
        return about >= 2 && 2 * about >= spoken;
    }

    /// A short promise; who asks for something waits for the user rather than the other way round.
    private static boolean putsOff(Reading r) {
        return r.has(Mark.PROMISES) && r.size() <= 40 && r.text().indexOf('?') < 0
                && !r.text().toLowerCase(Locale.ROOT).contains("please give");
    }

    private static Optional<Detection> found(String reason, int start, int end) {
        return Optional.of(new Detection(NAME, 0, Text.of(reason), start, end, Text.EMPTY));
    }
}
