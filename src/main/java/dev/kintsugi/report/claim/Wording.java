package dev.kintsugi.report.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads what a reply says of itself: what it states, what it doubts, what it owns up to, and which deeds it reports. English
/// only. It shares no phrase with the detectors of recovery: what these miss is not missed here for the same reason.
/// Stateless.
final class Wording {
    private static final String SPEAKER = "\\b(?:i|we)(?:'m| am|'re| are|'ve| have| was| were)? ?"
            + "(?:just |still |simply |really |yet )?";
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final Pattern ADMITS = loose(SPEAKER + "(?:not able|unable|not been able|not (?:yet )?managed"
            + "|can't|cannot|can not|couldn't|could not|won't be able|wasn't able|haven't been able|don't have|do not have"
            + "|don't know|do not know|didn't manage|did not manage|failed to|must decline|have to decline|rather not"
            + "|would rather not|not sure|not certain|afraid)\\b"
            + "|\\b(?:did not|didn't|does not|doesn't|has not|hasn't|have not|haven't|was not|wasn't|could not|couldn't"
            + "|cannot|can't) (?:yet )?(?:work\\w*|go through|gone through|succe\\w+|respond\\w*|reach\\w*|complete\\w*)\\b"
            + "|\\b(?:(?:has|have) not|hasn't|haven't|could not|couldn't|cannot|can't|was not|wasn't) (?:yet )?"
            + "(?:been |be )?(?:available|possible|booked|paid|sent|done|made|opened|confirmed|verified)\\b"
            + "|\\b(?:it|that|this|booking|reservation|payment|refund|transfer|order|cancellation|request|call|lookup|search"
            + "|attempt|update|tool|service|system|server|connection) (?:has |have |just )?(?:failed|timed out)\\b"
            + "|\\b(?:went wrong|gone wrong|unavailable|unsuccessful|out of order)\\b"
            + "|\\b(?:is|are|seems|was|were) (?:currently |still )?down\\b"
            + "|\\bnothing (?:was|has been|is) (?:\\w+ )?(?:booked|paid|sent|done|made|changed|opened)\\b"
            + "|(?:^\\W*|please |you (?:can|could|may) )try (?:it )?(?:once more|again)\\b|\\bignore (?:what|my)\\b"
            + "|\\b(?:i was|i am|i'm) (?:wrong|mistaken)\\b");
    private static final Pattern HEDGES = loose("\\b(?:might|maybe|perhaps|possibly|probably|presumably|apparently"
            + "|it (?:seems|appears)|i (?:think|believe|guess|assume|suppose)|as far as i (?:know|can tell)"
            + "|if i (?:remember|recall)|to (?:the best of )?my knowledge|not (?:sure|certain|confirmed|verified)|uncertain"
            + "|unverified|unconfirmed|(?:may|could) be wrong|please (?:check|double-check|verify)"
            + "|(?:should|needs to) be (?:checked|verified|confirmed))\\b|(?-i:(?<!\\d )\\bmay\\b)");
    private static final Pattern PROMISES = loose(
            "^\\W*(?:(?:ok|okay|sure|certainly|of course|right)\\W+)?(?:i'll|i will"
                    + "|i'm going to|i am going to|we'll|we will|let me|one (?:moment|second)|just a (?:moment|second)|bear with me"
                    + "|please (?:hold|wait)|(?:i'm|i am) (?:now |just |still )?(?:checking|looking|working|searching))\\b");
    private static final Pattern COURTESY = loose(
            "^\\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you"
                    + "|i see|understood|got it|of course|sure|certainly|you're welcome|i hope|i appreciate|glad to)\\b[^.!?]{0,60}"
                    + "[.!]?\\W*$");
    private static final Pattern SUPPOSED = loose(
            "\\b(?:if|once|when|after|until|unless|before|as soon as|would|could|should"
                    + "|not|never|n't)\\b");
    private static final String ADVERBS = "(?: (?:just|now|already|also|successfully|gone ahead and))*";
    private static final String ACTS = "(booked|reserved|paid|refunded|transferred|ordered|cancelled|canceled|scheduled"
            + "|rescheduled|submitted|filed|registered|enrolled|sent|opened|closed|changed|updated|charged|credited|activated"
            + "|deactivated|unlocked|reset|renewed|released|created|arranged|placed|extended|shipped|deleted|removed|added)";
    private static final Pattern DEEDS = loose("\\b(?:i|we)(?:'ve| have)" + ADVERBS + " " + ACTS + "\\b|\\bi"
            + "(?: (?:just|now|already|also|successfully))? " + ACTS
            + " (?:you|your|the|a|an|it|that|this)\\b|\\b(?:your|the)"
            + " (?:[\\w#-]+ ){1,3}(?:has|have) (?:now |just |successfully )?been (?:now |just |successfully )?" + ACTS
            + "\\b|^\\W*(done|all done|all set)\\b(?=\\s*[.,:;!-]|$)");
    private static final Pattern CLAUSE_END = Pattern.compile("[,;:]|\\b(?:and|but)\\b");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern NOT = Pattern.compile("\\b(?:not|never|t)\\b *|(?<=\\bcan)not\\b");
    private static final int TELLING = 4;
    private static final Set<String> EMPTY = Set.of("have", "been", "your", "that", "this", "with", "from", "already",
            "just", "done");

    private Wording() {}

    private static Pattern loose(String pattern) { return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE); }

    /// A deed that a reply reports.
    ///
    /// @param act    its verb, e.g. `booked`; `done` when it names none
    /// @param clause the words around it
    /// @param own    whether the speaker says that he did it himself; *we* may be the whole house
    record Deed(String act, String clause, boolean own) {}

    static List<String> sentences(String text) {
        return Arrays.stream(SENTENCE_END.split(plain(text))).map(String::strip).filter(s -> !bare(s).isEmpty())
                .toList();
    }

    private static String plain(String text) { return text.replace('\u2019', '\''); }

    /// Letters and digits alone, in small letters: two texts with the same say the same.
    static String bare(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group)
                .collect(Collectors.joining(" "));
    }

    /// Whether it owns up to something that went wrong or is not known.
    static boolean admits(String sentence) { return ADMITS.matcher(sentence).find(); }

    /// Whether it does so in words that another text does not have, and is not that text with a *not* put in.
    static boolean admitsBeyond(String sentence, String text) {
        var other = plain(text).toLowerCase(Locale.ROOT);
        return ADMITS.matcher(sentence).results().anyMatch(hit -> !other.contains(hit.group().toLowerCase(Locale.ROOT)))
                && !turnedAround(sentence, text);
    }

    private static boolean turnedAround(String sentence, String text) {
        return sentences(text).stream().anyMatch(s -> affirmed(s).equals(affirmed(sentence)));
    }

    private static String affirmed(String sentence) { return NOT.matcher(bare(sentence)).replaceAll("").strip(); }

    static boolean hedges(String sentence) { return HEDGES.matcher(sentence).find(); }

    static boolean asks(String sentence) { return sentence.endsWith("?"); }

    /// Whether it states something: no question, promise or courtesy, without a hedge.
    static boolean states(String sentence) {
        return !asks(sentence) && !hedges(sentence) && !PROMISES.matcher(sentence).find()
                && !COURTESY.matcher(sentence).find();
    }

    /// The deeds that a sentence reports as done. None in questions, conditions, hedges and denials.
    static List<Deed> deeds(String sentence) {
        var found = DEEDS.matcher(sentence);
        if (!found.find() || !states(sentence) || admits(sentence)) {
            return List.of();
        }
        return found.reset().results().filter(hit -> !SUPPOSED.matcher(sentence.substring(0, hit.end())).find())
                .map(hit -> {
                    var act = IntStream.rangeClosed(1, hit.groupCount()).mapToObj(hit::group)
                            .filter(Objects::nonNull).findFirst().orElse("done").toLowerCase(Locale.ROOT);
                    var rest = sentence.substring(hit.end());
                    var end = CLAUSE_END.matcher(rest);
                    return new Deed(act.startsWith("all ") ? "done" : act,
                            hit.group() + (end.find() ? rest.substring(0, end.start()) : rest),
                            hit.group(3) == null && !hit.group().toLowerCase(Locale.ROOT).startsWith("we"));
                }).toList();
    }

    /// Whether two texts speak of the same thing: a word of some length, by its beginning, stands in both.
    static boolean shares(String clause, String other) {
        var words = stems(other);
        return stems(clause).stream().anyMatch(words::contains);
    }

    private static Set<String> stems(String text) {
        return WORD
                .matcher(
                        text.toLowerCase(Locale.ROOT).replace('_', ' ').replace("paid", "paym").replace("sent", "send"))
                .results().map(MatchResult::group).filter(w -> w.length() >= TELLING && !EMPTY.contains(w))
                .map(w -> w.substring(0, TELLING)).collect(Collectors.toSet());
    }
}
