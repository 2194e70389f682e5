package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.recovery.Detection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds an agent that goes round in circles: a question that it already asked, a long answer for the third time, or one
/// clarification after the other.
///
/// Short courtesies may repeat, and so may the answer to a question that was asked again. An offer to hand over may come
/// twice.
public final class LoopDetector implements Detector {
    public static final String NAME = "loop";

    private static final int LOOK_BACK = 6;
    private static final int SHORT = 5;
    private static final int COURTEOUS = 16;
    private static final double SAME = 0.85;
    private static final double SAME_QUESTION = 0.7;
    private static final Pattern CLARIFIES = Pattern.compile("(?i)\\b(clarif\\w+|elaborate|rephrase|be more specific|"
            + "more (?:detail|context|information|specific)\\w*|(?:can|could) you (?:please )?explain|what (?:exactly )?do you mean|"
            + "what (?:exactly )?(?:you mean|you are asking|you're asking)|tell me more|"
            + "(?:not sure|don't) (?:i )?(?:quite |fully )?(?:understand|follow)|"
            + "make sure I understand|understand (?:you|your \\w+) (?:correctly|properly|better))\\b");
    private static final Pattern COURTESY = Pattern
            .compile("(?i)\\b(?:how (?:can|may) I (?:help|assist)|what (?:else )?can I do for you|"
                    + "(?:is there )?anything else|what else)\\b");
    private static final Pattern SUBSTANCE = Pattern.compile("\\d");

    @Override
    public Optional<Detection> check(Observation o) {
        var said = o.said();
        var recent = said.subList(Math.max(0, said.size() - LOOK_BACK), said.size());
        return repeated(o, recent).or(() -> clarifying(o, recent));
    }

    private static Optional<Detection> repeated(Observation o, List<String> recent) {
        var words = Words.of(o.reply());
        if (words.size() < SHORT || words.size() < COURTEOUS && COURTESY.matcher(o.reply()).find()) {
            return Optional.empty();
        }
        var copies = recent.stream().filter(s -> alike(s, o.reply())).toList();
        var allowed = asks(o.reply()) && !Candour.offersHandover(o.reply()) ? 0 : 1;
        if (copies.size() <= allowed || askedAgain(o) && !asks(o.reply())) {
            return Optional.empty();
        }
        return found(o, "the agent said this already, " + times(copies.size()), copies.getLast());
    }

    /// The same question deserves the same answer, however often it is asked.
    private static boolean askedAgain(Observation o) {
        var now = Words.telling(o.question());
        var users = o.conversation().stream().filter(m -> m.role() == Role.USER).map(Message::content).toList();
        return users.stream().limit(Math.max(0, users.size() - 1L))
                .anyMatch(u -> Words.alike(now, Words.telling(u)) >= SAME_QUESTION);
    }

    private static Optional<Detection> clarifying(Observation o, List<String> recent) {
        if (!clarifies(o.reply())) {
            return Optional.empty();
        }
        int row = 0;
        while (row < recent.size() && clarifies(recent.get(recent.size() - 1 - row))) {
            row++;
        }
        var answered = SUBSTANCE.matcher(o.question()).find() || Words.of(o.question()).size() >= 8;
        return row >= (answered ? 1 : 2)
                ? found(o, "the agent asks for clarification " + (row + 1) + " times in a row", recent.getLast())
                : Optional.empty();
    }

    private static Optional<Detection> found(Observation o, String reason, String evidence) {
        return Optional.of(new Detection(NAME, 0, Text.of(reason), 0, o.reply().length(),
                Text.of("earlier: " + evidence)));
    }

    private static String times(int n) { return n == 1 ? "once" : n + " times"; }

    private static boolean asks(String text) { return text.stripTrailing().endsWith("?"); }

    private static boolean clarifies(String text) { return text.contains("?") && CLARIFIES.matcher(text).find(); }

    /// Exactly or nearly the same: nearly all pairs of neighbouring words, and all figures.
    private static boolean alike(String a, String b) {
        return Words.figures(a).equals(Words.figures(b)) && Words.alike(pairs(a), pairs(b)) >= SAME;
    }

    private static Set<String> pairs(String text) {
        var words = Words.of(text);
        var pairs = new HashSet<String>();
        for (int i = 0; i + 1 < words.size(); i++) {
            pairs.add(words.get(i) + " " + words.get(i + 1));
        }
        return pairs;
    }

    /// The history without the agent's messages that make the loop: those like the reply, and, when the reply clarifies,
    /// all that clarify. The user's words stay.
    public static List<Message> without(List<Message> history, String reply) {
        return history.stream().filter(m -> m.role() != Role.ASSISTANT
                || !alike(m.content(), reply) && !(clarifies(reply) && clarifies(m.content()))).toList();
    }
}
