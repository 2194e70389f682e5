package dev.kintsugi.lab.trial;

import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.util.List;
import java.util.Locale;

/// Somebody who asks a pack's agent this and that, by seeded chance: greets, says who they are, asks what the pack
/// knows in many ways of writing, answers yes and no. Immutable and safe for many threads.
public final class Customer {
    private static final List<String> BEFORE = List.of("", "", "", "", "Hi, ", "Okay, ", "And ", "Quick question: ",
            "Sorry, ", "One more thing: ", "Thanks. ", "Hello again, ", "Well, ", "Hm, ");
    private static final List<String> AFTER = List.of("", "", "?", "?", " please", ", please?", "??", " thanks", "...",
            "!", ". I'm in a hurry", " again");
    private static final List<String> SHORT = List.of("yes", "Yes please", "no thanks", "ok", "No, not now",
            "Tomorrow", "for 12 days", "Thank you!", "the one in Springfield", "Friday", "great, thanks", "no");
    private static final int SHORT_PERCENT = 15;
    private static final int NAMED_PERCENT = 60;

    private final Pack pack;
    private final Draws draws;
    private final List<String> questions;

    public Customer(Pack pack, long seed) {
        this.pack = pack;
        this.draws = new Draws(seed);
        this.questions = pack.intents().stream().flatMap(intent -> intent.asks().stream()).toList();
    }

    /// What is said in a turn, from 1, of an episode.
    public String says(long episode, int turn) {
        if (turn == 1 && below(episode, turn, "named", 100) < NAMED_PERCENT && !pack.items("customer").isEmpty()) {
            return introduction(episode, turn);
        }
        if (turn > 1 && below(episode, turn, "short", 100) < SHORT_PERCENT) {
            return pick(episode, turn, "answer", SHORT);
        }
        var question = pick(episode, turn, "question", questions);
        var whole = pick(episode, turn, "before", BEFORE) + question
                + (question.endsWith("?") ? "" : pick(episode, turn, "after", AFTER));
        return switch (below(episode, turn, "case", 5)) {
            case 0 -> whole.toLowerCase(Locale.ROOT);
            case 1 -> whole.length() < 40 ? whole.toUpperCase(Locale.ROOT) : whole;
            default -> Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
        };
    }

    private String introduction(long episode, int turn) {
        var who = pick(episode, turn, "who", pack.items("customer"));
        var policy = pack.items("policy").stream().filter(p -> p.get("customer").equals(who.id())).findFirst();
        return "Hi, my name is " + who.get("name")
                + policy.map(p -> ", my policy is " + p.id()).orElse("") + ". "
                + pick(episode, turn, "question", questions);
    }

    private int below(long episode, int turn, String purpose, int bound) {
        return draws.below(key(episode, turn, purpose), bound);
    }

    private <T> T pick(long episode, int turn, String purpose, List<T> choices) {
        return draws.pick(key(episode, turn, purpose), choices);
    }

    private static DrawKey key(long episode, int turn, String purpose) {
        return new DrawKey(episode, turn, 1, "trial." + purpose);
    }
}
