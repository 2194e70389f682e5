package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.Lab;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Mixin;

/// What all commands share: the options, the terminal, and the way to a lab.
abstract class Command implements Callable<Integer> {
    /// The check failed.
    static final int FAILED = 1;

    @Mixin
    LabOptions options = new LabOptions();

    final Terminal terminal;
    final LabDoor door;

    Command(Terminal terminal, LabDoor door) {
        this.terminal = terminal;
        this.door = door;
    }

    /// Which of the shared options have a say. A command in which that depends on its own options checks them again.
    Heeded heeded() { return Heeded.ALL; }

    @Override
    public final Integer call() {
        heed(heeded());
        if (options.logLevel != null) {
            door.logLevel(options.logLevel);
        }
        return run();
    }

    /// Refuses options that must not be without a say, and tells of others that are.
    final void heed(Heeded heeded) { options.check(heeded).ifPresent(terminal::notice); }

    /// Does it and returns the exit code.
    abstract int run();

    Lab onDisk() {
        var lab = door.open(options.data, options.wish());
        StoreNotices.tell(terminal, lab);
        return lab;
    }

    /// A lab that leaves nothing behind, unless a database was named.
    Lab throwAwayUnlessNamed() { return options.data != null ? onDisk() : door.throwAway(options.wish()); }

    static SessionId id(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw new Problem("'" + text + "' cannot be a session's name", String.valueOf(e.getMessage()),
                    "Choose another name", e);
        }
    }

    /// The session of that name. Throws a [Problem] when nothing was written under it.
    SessionId known(Lab lab, String text) {
        var id = id(text);
        if (!lab.knows(id)) {
            throw new Problem("There is no session '" + id + "'", "nothing was written under this name",
                    "List the sessions with: kintsugi export --list" + options.place());
        }
        return id;
    }

    /// The result of work on the lab's threads, or the problem it met.
    static <T> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
