package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a person can do to the conversation; a lab's session does it. May be called from the window's thread: none waits.
public interface Talk {
    /// Says something, with a failure asked for if one is. Fails with a [dev.kintsugi.domain.Problem].
    CompletableFuture<TurnStory> say(String message, @Nullable FailureMode forced);

    /// Stops the running turn.
    void stop();

    /// Lets the running wait be over.
    void skipWait();
}
