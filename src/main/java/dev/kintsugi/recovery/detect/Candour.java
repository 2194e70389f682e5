package dev.kintsugi.recovery.detect;

import java.util.regex.Pattern;

/// Tells honest limits from evasion. Stateless.
final class Candour {
    private static final Pattern UNKNOWN = Pattern
            .compile("(?i)\\b(?:I (?:do not|don['’]t) (?:know|have (?:that|this|any|the|enough|reliable))|"
                    + "I (?:could not|couldn['’]t|can['’]t|cannot|did not|didn['’]t) find|I['’]m not sure about|nothing about that|"
                    + "not something I know|beyond what I know|I have no (?:information|record))");
    private static final Pattern HANDOVER = Pattern
            .compile("(?i)\\b(?:(?:hand|pass|put) (?:you|this|it) (?:over|on|through|to)|connect you|transfer you|"
                    + "(?:a|our|my|the) (?:colleague|human|person|specialist|team)|someone who can)\\b");
    private static final Pattern ALTERNATIVE = Pattern
            .compile(
                    "(?i)\\b(?:but|however|instead)\\b[^.!?]{0,40}\\b(?:I (?:can|could|will)\\b(?!['’]t|not| not)|I['’]ll|you can(?!['’]t|not)|"
                            + "let me|shall I)\\b");

    /// Where a matter that the agent may not see to itself is seen to.
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i)(?:^|[.!?;] )(?:please (?:send|bring|use|visit|log in|open|go)|you can do (?:that|this|it)|what I can (?:tell|say|do|offer)|you(?:['’]ll| will) find)\\b");

    private Candour() {}

    static boolean admitsNotKnowing(String text) { return UNKNOWN.matcher(text).find(); }

    static boolean offersHandover(String text) { return HANDOVER.matcher(text).find(); }

    static boolean offersAlternative(String text) {
        return ALTERNATIVE.matcher(text).find() || ELSEWHERE.matcher(text).find();
    }
}
