package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.chat.Talk;
import dev.kintsugi.workbench.kit.LabFeed;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The conversation on the bench, as the chat needs it.
final class LabTalk implements Talk {
    private final LabFeed feed;

    LabTalk(LabFeed feed) { this.feed = feed; }

    @Override
    public CompletableFuture<TurnStory> say(String message, @Nullable FailureMode forced) {
        return feed.say(message, forced);
    }

    @Override
    public void stop() {
        var session = feed.session().get();
        if (session != null) {
            session.stop();
        }
    }

    @Override
    public void skipWait() {
        var session = feed.session().get();
        if (session != null) {
            session.skipWait();
        }
    }
}
