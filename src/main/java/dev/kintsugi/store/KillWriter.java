package dev.kintsugi.store;

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
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SessionRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// The process that [KillLoop] kills: several sessions write turns as fast as they can, and each turn is acknowledged by
/// a line `ack SESSION SEQUENCE HASH` once the journal has returned.
///
/// Every fourth round the database is closed and opened again all the time, so that the kill meets closing and
/// compacting too. Its arguments are the folder, the round and the number of sessions.
public final class KillWriter {
    static final String REFUSED = "refused ";
    private static final int TURNS_BEFORE_CLOSING = 30;
    private static final Instant START = Instant.EPOCH;

    private final SessionId id;
    private final Chain chain;
    private long sequence;
    private int turn;

    private KillWriter(String id) {
        this.id = new SessionId(id);
        this.chain = new Chain(Salts.derived(new Draws(id.hashCode()), 1), Chain.GENESIS);
    }

    /// Writes until it is killed.
    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        var round = Integer.parseInt(args[1]);
        var writers = new ArrayList<KillWriter>();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            writers.add(new KillWriter("r" + round + "-s" + i));
        }
        var turns = round % 4 == 3 ? TURNS_BEFORE_CLOSING : Integer.MAX_VALUE;
        while (open(folder, writers, turns)) {
            say("closed");
        }
    }

    private static boolean open(Path folder, List<KillWriter> writers, int turns) {
        var well = new AtomicBoolean(true);
        try (var journal = H2Journal.open(folder); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            say("open");
            writers.forEach(writer -> threads.execute(() -> {
                if (!writer.write(journal, turns)) {
                    well.set(false);
                }
            }));
        }
        return well.get();
    }

    /// False when the journal refused a turn, which a kill from outside never makes it do.
    private boolean write(Journal journal, int turns) {
        try {
            for (int i = 0; i < turns; i++) {
                var batch = next();
                journal.append(batch);
                say("ack " + id + " " + batch.last() + " " + batch.hash());
            }
            return true;
        } catch (RuntimeException e) {
            say(REFUSED + e.getMessage());
            return false;
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private Batch next() {
        turn++;
        var first = sequence + 1;
        var lines = List.of(line(new LabEvent.MessageReceived(Text.of("Where is my claim? " + turn), null)),
                line(new LabEvent.CheckpointTaken("pre_request", turn)),
                line(new LabEvent.SettingChanged("note", Text.of("words ".repeat(turn % 200)))));
        var session = new SessionRow(id, 1, "kill", START, START.plusSeconds(turn), turn, 0, 0, false);
        return new Batch(id, turn, first, lines, chain.head(), session, interaction(),
                List.of(new RecoveryRow("retry", 1, START, true, "{}", "")), List.of(),
                List.of(new MetricRow(START, "memory", turn, 1, "{}")));
    }

    private InteractionRow interaction() {
        return new InteractionRow(START, "{}", "{}", "failure", "success", "off_topic", true, "yes", 1, 1, "scripted",
                "sound", "recovered", turn);
    }

    private String line(LabEvent event) { return chain.append(new Entry(id, turn, ++sequence, 0, 0, 0, event)); }
}
