package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Desk;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Talks to the session on the bench; the first message begins one.
record LabTalk(Desk desk) implements Talk {
    @Override
    public CompletableFuture<TurnStory> say(String message, @Nullable FailureMode forced) {
        return desk.lab().say(message, forced);
    }

    @Override
    public void stop() { onBench(Session::stop); }

    @Override
    public void skipWait() { onBench(Session::skipWait); }

    private void onBench(Consumer<Session> work) {
        var session = desk.lab().session().get();
        if (session != null) {
            work.accept(session);
        }
    }
}
