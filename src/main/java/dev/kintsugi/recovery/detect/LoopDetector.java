package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.recovery.Detection;
import java.util.List;
import java.util.Optional;

/// Finds an agent that goes round in circles: a question that it already asked or whose answer it has, a long answer for
/// the third time, one clarification after the other, or the same use of a tool again and again.
///
/// Short courtesies may repeat, and so may the answer to a question that was asked again. An offer to hand over may come
/// twice.
public final class LoopDetector implements Detector {
    public static final String NAME = "loop";

    private static final int LOOK_BACK = 6;
    private static final int SHORT = 5;
    private static final int COURTEOUS = 16;
    private static final int SAME_CALLS = 3;
    private static final double SAME = 0.85;
    private static final double SAME_QUESTION = 0.7;
    @Override
    public Optional<Detection> check(Observation o) {
        var recent = o.said(LOOK_BACK).stream().map(Evidence::reading).toList();
        return repeated(o, recent).or(() -> clarifying(o, recent)).or(() -> usedAgain(o))
                .or(() -> KnownAlready.asked(o));
    }

    private static Optional<Detection> repeated(Observation o, List<Reading> recent) {
        var r = o.reading();
        if (r.size() < SHORT || r.size() < COURTEOUS && r.has(Mark.COURTESY)) {
            return Optional.empty();
        }
        var copies = recent.stream().filter(s -> alike(s, r)).toList();
        if (copies.isEmpty()) {
            return Optional.empty();
        }
        var allowed = asks(r) && !r.has(Mark.COURTESY) && !Candour.offersHandover(o.reply()) ? 0 : 1;
        if (copies.size() <= allowed || askedAgain(o) && (!asks(r) || answers(r))) {
            return Optional.empty();
        }
        return found(o, "the agent said this already, " + times(copies.size()), copies.getLast().text());
    }

    /// The same question deserves the same answer, however often it is asked.
    private static boolean askedAgain(Observation o) {
        var users = o.conversation().stream().filter(m -> m.role() == Role.USER).map(Message::content)
                .map(u -> o.knowledge().read("", u).reading().telling()).toList();
        return users.size() > 1 && users.subList(Math.max(0, users.size() - 1 - LOOK_BACK), users.size() - 1).stream()
                .anyMatch(u -> Words.alike(users.getLast(), u) >= SAME_QUESTION);
    }

    /// Whether it tells something before it asks: an answer that ends with an offer, not a question in its place.
    private static boolean answers(Reading r) {
        var told = Reading.of(r.text().substring(0, lastSentence(r.text())));
        return told.size() >= COURTEOUS && !r.has(Mark.CLARIFIES);
    }

    private static int lastSentence(String text) {
        var end = text.stripTrailing().length() - 1;
        while (end > 0 && ".!?".indexOf(text.charAt(end - 1)) < 0) {
            end--;
        }
        return end;
    }

    private static Optional<Detection> clarifying(Observation o, List<Reading> recent) {
        if (!clarifies(o.reading())) {
            return Optional.empty();
        }
        int row = 0;
        while (row < recent.size() && clarifies(recent.get(recent.size() - 1 - row))) {
            row++;
        }
        var question = o.knowledge().read("", o.question());
        var answered = question.reading().size() >= 8 || question.text().chars().anyMatch(Character::isDigit);
        return row >= (answered ? 1 : 2)
                ? found(o, "the agent asks for clarification " + (row + 1) + " times in a row",
                        recent.getLast().text())
                : Optional.empty();
    }

    /// The same tool with the same arguments, again and again on the way to one reply: what it answers changes nothing.
    private static Optional<Detection> usedAgain(Observation o) {
        for (var use : o.tools()) {
            var same = o.tools().stream().filter(u -> u.call().name().equals(use.call().name())
                    && u.call().arguments().equals(use.call().arguments())
                    && u.result().content().equals(use.result().content())).count();
            if (same >= SAME_CALLS) {
                return found(o, "the agent used the tool " + use.call().name() + " " + same
                        + " times with the same arguments", use.call().arguments());
            }
        }
        return Optional.empty();
    }

    private static Optional<Detection> found(Observation o, String reason, String evidence) {
        return Optional.of(new Detection(NAME, 0, Text.of(reason), 0, o.reply().length(),
                Text.of("earlier: " + (evidence.length() > 200 ? evidence.substring(0, 200) + "…" : evidence))));
    }

    private static String times(int n) { return n == 1 ? "once" : n + " times"; }

    private static boolean asks(Reading r) { return r.text().stripTrailing().endsWith("?"); }

    private static boolean clarifies(Reading r) { return r.has(Mark.CLARIFIES) && r.text().indexOf('?') >= 0; }

    /// Exactly or nearly the same: nearly all pairs of neighbouring words, and all figures. Two openings such as
    /// "Of course." make no two questions.
    private static boolean alike(Reading a, Reading b) {
        int first = a.size() - a.opening();
        int second = b.size() - b.opening();
        return a.text().equals(b.text()) || Math.min(first, second) >= SAME * Math.max(first, second)
                && a.pairs().alike(b.pairs()) >= SAME && a.figures().equals(b.figures());
    }

    /// The history without the agent's messages that make the loop: those like the reply, and, when the reply clarifies,
    /// all that clarify. The user's words stay.
    public static List<Message> without(List<Message> history, String reply) {
        var r = Reading.of(reply);
        return history.stream().filter(m -> m.role() != Role.ASSISTANT || !same(Reading.of(m.content()), r)).toList();
    }

    private static boolean same(Reading said, Reading reply) {
        return alike(said, reply) || clarifies(reply) && clarifies(said);
    }
}
