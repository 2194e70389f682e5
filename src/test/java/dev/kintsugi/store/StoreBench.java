package dev.kintsugi.store;

import com.sun.management.OperatingSystemMXBean;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.MetricRow;
import dev.kintsugi.domain.store.SessionRow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Measures the store by hand: `StoreBench [seconds]`, after a warm-up of twice that. Turns of ten lines (about 6 kB), an interaction and four
/// measurements each, from 1, 8 and 64 sessions at once; bytes on disk; how long opening takes.
public final class StoreBench {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private StoreBench() {}

    public static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        write(64, 2 * seconds);
        for (var sessions : List.of(1, 8, 64)) {
            write(sessions, seconds);
        }
        var start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            H2Journal.inMemory().close();
        }
        say("in memory: open and close %.1f ms%n", ms(start) / 50);
    }

    private static void write(int sessions, int seconds) throws Exception {
        var folder = Files.createTempDirectory("store-bench");
        var turns = new AtomicLong();
        var started = System.nanoTime();
        var journal = H2Journal.open(folder);
        say("%n%d sessions. Create %.0f ms%n", sessions, ms(started));
        var cpu = cpu();
        var until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        started = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sessions; i++) {
                var id = new SessionId("s" + i);
                pool.submit(() -> turns.addAndGet(talk(journal, id, until)));
            }
        }
        var took = ms(started) / 1000;
        var size = size(folder);
        say("%,.0f us of CPU a turn, the caller's hashing included%n", (cpu() - cpu) / 1e3 / turns.get());
        say("%,.0f turns/s, %,.1f kB a turn before compaction (%,d MB)%n", turns.get() / took,
                size / 1024.0 / turns.get(), size >> 20);
        started = System.nanoTime();
        journal.close();
        say("close %.0f ms, %,.1f kB a turn after%n", ms(started), size(folder) / 1024.0 / turns.get());
        started = System.nanoTime();
        H2Journal.open(folder).close();
        say("open and close %.0f ms%n", ms(started));
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long talk(Journal journal, SessionId id, long until) {
        var chain = new Chain(Salts.derived(new Draws(1), 1), Chain.GENESIS);
        long sequence = 0;
        int turn = 0;
        while (System.nanoTime() < until) {
            turn++;
            var lines = new ArrayList<String>();
            var first = sequence + 1;
            for (int i = 0; i < 10; i++) {
                lines.add(chain.append(new Entry(id, turn, ++sequence, sequence, sequence, 0, event(turn))));
            }
            journal.append(batch(id, turn, first, lines, chain.head()));
        }
        return turn;
    }

    private static LabEvent event(int turn) {
        return new LabEvent.SettingChanged("mode.probability", Text.of("Your claim CLM-" + turn
                + " was received on 3 March; the estimate of 2,125 stands and the rental is booked until Friday."));
    }

    private static Batch batch(SessionId id, int turn, long first, List<String> lines, String head) {
        var session = new SessionRow(id, 1, "My claim", START, START.plusSeconds(turn), turn, 0, 0, false);
        var interaction = new InteractionRow(START, "{\"message\":\"Where is my claim?\",\"turn\":" + turn + "}",
                "{\"response\":\"Your claim was received on 3 March; the estimate of 2,125 stands.\"}", "failure",
                "success", "hallucination", true, "Your claim was received on 3 March; the estimate of 2,125 stands.",
                120, 300, "scripted", "sound", "recovered", turn);
        var metrics = List.of("memory", "cpu", "token_usage", "api_calls").stream()
                .map(type -> new MetricRow(START, type, turn, 1000, "{}")).toList();
        return new Batch(id, turn, first, lines, head, session, interaction, List.of(), List.of(), metrics);
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static long cpu() {
        return ManagementFactory
                .getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                        ? os.getProcessCpuTime()
                        : 0;
    }

    private static double ms(long since) { return (System.nanoTime() - since) / 1e6; }

    private static void say(String format, Object... values) { System.out.printf(format, values); }
}
