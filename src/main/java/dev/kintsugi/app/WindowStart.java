package dev.kintsugi.app;

import dev.kintsugi.cli.Terminal;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.workbench.shell.Next;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the window, and where something keeps it from starting tells so on the screen as well as in the terminal:
/// who double-clicks sees no terminal.
///
/// @param screen tells the problem there and returns what the person wants next
record WindowStart(Places places, Resolution resolution, Terminal terminal, Told screen) {
    private static final Logger LOG = LoggerFactory.getLogger(WindowStart.class);

    /// Tells a problem to whoever sits in front of the screen.
    interface Told {
        /// @param mendable whether trying again or another folder may help
        Next tell(Problem trouble, Path home, boolean mendable);
    }

    /// Returns the exit code when the window was closed, or when nobody wants to try again.
    int open(@Nullable Path data, Wish wish) {
        var labs = new LocalDoor(places, resolution, terminal::notice);
        var door = new WindowDoor(places, resolution, labs);
        @Nullable
        Path folder = data;
        while (true) {
            var trouble = attempt(door, folder, wish);
            if (trouble == null) {
                return 0;
            }
            var code = terminal.told(trouble);
            switch (screen.tell(trouble, labs.folder(folder), !decided(wish))) {
                case Next.End() -> {
                    return code;
                }
                case Next.Again() -> {
                }
                case Next.Over(var other) -> folder = other;
            }
        }
    }

    private static @Nullable Problem attempt(WindowDoor door, @Nullable Path folder, Wish wish) {
        try {
            door.open(folder, wish);
            return null;
        } catch (Problem e) {
            return e;
        } catch (CompletionException e) {
            LOG.error("the window failed", e);
            return new Problem("The window could not be shown", String.valueOf(e.getCause()),
                    "The details are in the log file. Nothing that was acknowledged is lost", Problem.Exit.INTERNAL, e);
        }
    }

    /// Whether the command line or the environment stands in the way, which no process can change for itself.
    private boolean decided(Wish wish) {
        try {
            resolution.settings(wish);
            return false;
        } catch (Problem e) {
            return true;
        }
    }
}
