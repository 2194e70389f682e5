package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.PostgresJournal;
import dev.kintsugi.store.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Turns that are recorded: how many a second from so many sessions at once, and how many bytes each leaves on disk.
///
/// @param folder where databases are made and removed again
/// @param time   how long each measurement takes, about
record Stored(Path folder, Duration time) {
    private static final int ROUNDS = 5;
    private static final int MANY = 64;
    private static final long MIB = 1 << 20;

    Figure inMemory() {
        try (var turns = new Turns(H2Journal.inMemory(), agents())) {
            return Figure.of("memory_1", "recorded in memory, 1 session", "turns/s", rates(turns, 1));
        }
    }

    /// Durable: a turn counts when it is on disk.
    Figure onDisk(int sessions) {
        return inFolder(H2Journal::open, "disk_" + sessions, "recorded on disk, " + Words.counted(sessions, "session"),
                sessions);
    }

    /// The same in a schema of the bench's own, which is made in that Postgres and removed again.
    Figure onPostgres(int sessions, PostgresUrl url) {
        var schema = url.withSchema("kintsugi_bench_" + ProcessHandle.current().pid());
        try (var turns = new Turns(PostgresJournal.open(schema), agents())) {
            return Figure.of("postgres_" + sessions, "recorded in Postgres, " + Words.counted(sessions, "session"),
                    "turns/s",
                    rates(turns, sessions));
        } finally {
            PostgresJournal.removeSchema(schema);
        }
    }

    /// What is still held after so many turns were recorded on disk, in conversations of ten, many at once.
    Figure memory(int turns) {
        var place = folder.resolve("memory");
        try (var talk = new Turns(H2Journal.open(place), agents())) {
            var left = new AtomicInteger(turns);
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < MANY; i++) {
                    pool.submit(() -> {
                        while (left.getAndAdd(-Turns.EACH) > 0) {
                            talk.converse(FailureMode.HALLUCINATION);
                        }
                    });
                }
            }
            return Figure.of("memory", String.format(Locale.ROOT, "heap in use after %,d turns", turns), "MiB",
                    Heap.used() / (double) MIB);
        } finally {
            remove(place);
        }
    }

    /// Each turn is a commit of the tables, and the next waits for it.
    Figure onDiskOneByOne(int sessions) {
        return inFolder(place -> new OneByOne(H2Journal.committing(place), new ReentrantLock()),
                "disk_" + sessions + "_alone",
                "the same, each turn committed by itself", sessions);
    }

    private Figure inFolder(Function<Path, Journal> as, String name, String title, int sessions) {
        var place = folder.resolve(name);
        try (var turns = new Turns(as.apply(place), agents())) {
            return Figure.of(name, title, "turns/s", rates(turns, sessions));
        } finally {
            remove(place);
        }
    }

    private double[] rates(Turns turns, int sessions) {
        var talking = Stream.generate(turns::begin).limit(sessions).toList();
        var share = time.toNanos() / (ROUNDS + 1);
        rate(talking, share);
        return DoubleStream.generate(() -> rate(talking, share)).limit(ROUNDS).toArray();
    }

    private static double rate(List<Session> sessions, long nanos) {
        var done = new AtomicLong();
        var start = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            sessions.forEach(session -> pool.submit(() -> talk(session, start + nanos, done)));
        }
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    /// At least one turn; after every tenth the past is forgotten.
    private static void talk(Session session, long until, AtomicLong done) {
        var said = 0;
        do {
            Turns.say(session, 1, FailureMode.HALLUCINATION);
            done.incrementAndGet();
            if (++said % Turns.EACH == 0) {
                session.reset().join();
            }
        } while (System.nanoTime() < until);
    }

    /// Bytes of the whole database after closing, which compacts it, over its turns.
    Figure bytes(int turns) {
        var place = folder.resolve("bytes");
        try {
            try (var talk = new Turns(H2Journal.open(place), agents())) {
                for (int i = 0; i < turns; i += Turns.EACH) {
                    talk.converse(FailureMode.HALLUCINATION);
                }
            }
            return Figure.of("turn_bytes", "an injected turn on disk, compacted", "bytes",
                    size(place) / (double) turns);
        } finally {
            remove(place);
        }
    }

    private static AgentSource agents() {
        var agent = new SteadyAgent();
        return (_, _, _) -> agent;
    }

    private static long size(Path place) {
        try (var files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        } catch (IOException e) {
            throw unusable(place, e);
        }
    }

    static void remove(Path place) {
        if (!Files.exists(place)) {
            return;
        }
        try (var files = Files.walk(place)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unusable(place, e);
        }
    }

    private static Problem unusable(Path place, Exception e) {
        return new Problem("The bench's folder cannot be used", place + ": " + e.getMessage(),
                "Give another folder with --data DIR", e);
    }
}
