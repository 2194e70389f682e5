package dev.kintsugi.cli;

import dev.kintsugi.domain.Door;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.store.Mover;
import dev.kintsugi.store.PostgresUrl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a command gets at a lab. Whoever wires the program opens it: over the environment and the saved settings.
public interface LabDoor {
    /// Begins to read what the agents of these labs need, for a command that has something else to do before it opens one.
    void prepare();

    /// Opens a lab over a database on disk.
    ///
    /// @param data the folder of the database; absent for the usual one
    /// @param wish what the command line asks for
    Lab open(@Nullable Path data, Wish wish);

    /// Opens a lab that leaves nothing behind, and meets no other.
    Lab throwAway(Wish wish);

    /// What moves a lab from one place to another.
    ///
    /// @param data the folder to move from when nothing else is said; absent for the usual one
    /// @param from a folder or an address
    /// @param to   a folder or an address; absent for what `DATABASE_URL` says
    Mover mover(@Nullable Path data, @Nullable String from, @Nullable String to);

    /// The Postgres in which labs are kept, absent when they are kept in a folder.
    @Nullable
    PostgresUrl postgres();

    /// Where demos and scenarios are.
    Path home();

    /// Who makes the agents of these labs.
    AgentSource agents();

    /// How a run of prompts is made to fail when the command line says nothing.
    ErrandsPlan errands();

    /// What works, what is missing and what to do.
    Diagnosis diagnose(@Nullable Path data, Wish wish);

    /// The way into the lab for other programs, not yet open.
    ///
    /// @param judge whose verdicts on them it shows
    Door serve(Lab lab, ServeWish wish, Verdicts judge);

    /// The way to a lab's proxies for clients of Toxiproxy, not yet open.
    ///
    /// @param wish where and for whom, but for its port
    /// @param port 0 for any free one
    Door toxiproxy(Lab lab, ServeWish wish, int port);

    /// Makes the proxies of a file in Toxiproxy's form.
    void proxies(Lab lab, Path file);

    /// Says how much goes into the log file from now on.
    void logLevel(LogLevel level);
}
