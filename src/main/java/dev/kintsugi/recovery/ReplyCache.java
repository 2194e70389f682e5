package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.detect.Words;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/// The sound replies of a session by what was asked, the newest first. Safe for many threads.
///
/// Two questions are nearly the same when four fifths of their telling words are the same and all their numbers are. A
/// question of fewer than three telling words means something else each time, so it is not kept. Nor is a reply that
/// told of an act: said again later it would claim an act that was not done.
final class ReplyCache {
    private static final double NEARLY = 0.8;
    private static final int TELLING = 3;

    private final Pattern.Cache settings;
    private final LabClock clock;
    private final Deque<Kept> kept = new ArrayDeque<>();

    ReplyCache(Pattern.Cache settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// A reply and when it was given.
    record Kept(Set<String> words, Set<String> figures, String text, String model, Instant at) {}

    void keep(String question, AgentReply reply) {
        var words = Words.telling(question);
        if (words.size() < TELLING || reply.tools().stream().anyMatch(t -> t.effect() != Effect.READ)) {
            return;
        }
        var newest = new Kept(words, Words.figures(question), reply.text(), reply.model(), clock.now());
        synchronized (kept) {
            kept.addFirst(newest);
            if (kept.size() > settings.capacity()) {
                kept.removeLast();
            }
        }
    }

    Optional<Kept> find(String question) {
        var words = Words.telling(question);
        var figures = Words.figures(question);
        synchronized (kept) {
            return kept.stream()
                    .filter(k -> age(k).compareTo(settings.maxAge()) <= 0 && k.figures().equals(figures)
                            && words.size() >= TELLING && Words.alike(k.words(), words) >= NEARLY)
                    .findFirst();
        }
    }

    Duration age(Kept reply) { return Duration.between(reply.at(), clock.now()); }
}
