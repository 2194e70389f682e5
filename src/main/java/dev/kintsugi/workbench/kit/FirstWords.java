package dev.kintsugi.workbench.kit;

import dev.kintsugi.lab.Session;
import dev.kintsugi.report.story.TurnStory;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is said while a session begins: it waits for that one, in order, and begins no other. On the FX thread only.
final class FirstWords {
    private @Nullable CompletableFuture<Session> beginning;

    /// Says it in the session that is there, else in the one that begins, else in a new one.
    CompletableFuture<TurnStory> say(@Nullable Session here, Supplier<CompletableFuture<Session>> begin,
            Function<Session, CompletableFuture<TurnStory>> words) {
        var before = beginning;
        if (here != null && (before == null || before.isDone())) {
            return words.apply(here);
        }
        var first = before == null || before.isCompletedExceptionally() ? begin.get() : before;
        // Each waits for the one before: what merely waits for the same is not done in order.
        var answer = first.thenApply(begun -> new Said(begun, words.apply(begun)));
        beginning = answer.thenApply(Said::in);
        return answer.thenCompose(Said::answer);
    }

    /// Another session is wanted.
    void forget() { beginning = null; }

    private record Said(Session in, CompletableFuture<TurnStory> answer) {}
}
