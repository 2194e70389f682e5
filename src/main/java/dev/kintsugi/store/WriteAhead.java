package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What makes a turn of an embedded lab durable: a file in front of the tables, which follow behind in large
/// transactions. Safe for use by many threads; the tables are written by the writer's thread alone.
final class WriteAhead {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAhead.class);
    private static final long QUIET_NANOS = Duration.ofMillis(150).toNanos();
    /// A file that is wholly in the tables is emptied when it is larger.
    private static final long WORTH_EMPTYING = 1 << 20;
    /// How many times what may be ahead the file may hold in all.
    private static final int SWOLLEN = 4;

    private final H2Database database;
    private final AheadFile file;
    private final AheadWriter writer;
    private final Bounds bounds;
    private final Apart apart;
    private final Follower follower;
    private final @Nullable Problem repaired;

    /// How many bytes may be ahead of the tables.
    ///
    /// @param soft the tables follow although the lab is busy
    /// @param hard who appends more waits for the tables
    record Bounds(long soft, long hard) {}

    private WriteAhead(DataFolder folder, H2Database database, AheadScan.Opened opened, Bounds bounds) {
        this.database = database;
        this.file = opened.file();
        this.writer = new AheadWriter(folder, file, opened.heads());
        this.repaired = opened.told();
        this.bounds = bounds;
        this.apart = new Apart(folder);
        this.follower = new Follower(database, file, apart);
    }

    /// Opens the file of a folder whose database is open. What a killed process left in it is behind until it is drained.
    static WriteAhead open(DataFolder folder, H2Database database, AheadFile.Sink sink, Bounds bounds) {
        try {
            var scan = new AheadScan(folder, sink, WriteAhead::anyPosition);
            return new WriteAhead(folder, database, scan.open(begin(database)), bounds);
        } catch (IOException e) {
            throw Troubles.full(e)
                    ? Troubles.explain(e, folder.ahead().toString())
                    : Troubles.readOnly(folder.ahead().toString(), e);
        }
    }

    /// Where the tables stand. When they cannot be read now, the writer will see to them.
    private static long begin(H2Database database) {
        try {
            return database.read(Drain::mark).orElseGet(WriteAhead::anyPosition);
        } catch (RuntimeException e) {
            LOG.debug("the tables do not tell their position", e);
            return anyPosition();
        }
    }

    /// By chance, so that the positions of two labs never meet.
    private static long anyPosition() { return Long.parseUnsignedLong(Salts.random().salt(0, 0).substring(0, 15), 16); }

    /// Makes a batch durable. Throws a [Problem] when it was refused or cannot be written: then nothing of it is.
    ///
    /// @param inTables where a session's log ends in the tables
    void append(Batch batch, Function<SessionId, Journal.Head> inTables) { writer.append(batch, inTables); }

    /// Forgets a session from here on.
    void delete(SessionId session) { writer.delete(session); }

    /// Where a session's log ends, if that is known here.
    Optional<Journal.Head> head(SessionId session) { return writer.head(session); }

    /// Whether the tables were repaired and have not followed since, so that what is known here does not count.
    boolean isRepaired() { return follower.isRepaired(); }

    /// What keeps it from writing, absent while it can.
    @Nullable
    Problem trouble() { return writer.trouble(); }

    /// What of the file was found damaged, or could not go on in the tables.
    Optional<Problem> repaired() {
        return apart.isEmpty()
                ? Optional.ofNullable(repaired)
                : Optional.of(new Problem("Some turns could not be put into their place",
                        "the tables had lost what they go on from" + apart.words(),
                        "Carry on. Each line in that file is whole, and its hash proves it"));
    }

    /// The position behind all that was acknowledged.
    long end() { return file.end(); }

    /// Whether the tables must follow although the lab is busy.
    private boolean isPressing() { return follower.lag() > bounds.soft; }

    /// Whether who appends must wait for the tables: they are too far behind, or were repaired.
    boolean isToWait() { return follower.lag() > bounds.hard || follower.isRepaired(); }

    /// Whether who appends to a session's log waits for nobody.
    boolean isPrompt(SessionId session) { return !isToWait() && !writer.isHeld() && writer.head(session).isPresent(); }

    /// How far the tables must be so that nobody waits for them.
    long wanted() { return file.end() - bounds.soft; }

    /// Whether the tables lack something of what was acknowledged before a position.
    boolean isBehind(long until) { return follower.isBehind(until); }

    private boolean isFollowed() { return !isBehind(file.end()); }

    private boolean isQuiet() { return writer.quiet() > QUIET_NANOS; }

    /// Brings the tables up to a position. False when nothing was to be done. For the writer's thread.
    boolean drain(Database through, long until, BooleanSupplier stop) {
        var wrote = false;
        while (isBehind(until) && !stop.getAsBoolean()) {
            step(through);
            wrote = true;
        }
        if (file.end() - file.base() > SWOLLEN * bounds.soft) {
            writer.holding(() -> shrink(through));
        }
        return wrote;
    }

    /// Under a load that never ends: who appends waits for once, until the tables hold everything and the file is empty.
    private void shrink(Database through) {
        while (!isFollowed()) {
            step(through);
        }
        empty(0);
    }

    private void step(Database through) { writer.followed(follower.step(through), this::isFollowed); }

    /// The tables were changed by others than this: what is known by heart counts no more. Only when nothing is behind.
    void forgetHeads() { writer.forgetHeads(); }

    /// Called now and then by the writer's thread while it has nothing else to do: sees whether the disk takes bytes
    /// again, and brings the tables up to date when nothing was appended for a moment. True when there is peace.
    boolean rest(Database through, BooleanSupplier busy) {
        if (writer.isClosed()) {
            return true;
        }
        writer.probe();
        drain(through, file.end(), () -> busy.getAsBoolean() || !isQuiet() && !isPressing());
        if (!isFollowed() || !isQuiet()) {
            return false;
        }
        empty(WORTH_EMPTYING);
        return true;
    }

    /// A power cut may come between: first the tables are on the disk, then the file is emptied.
    private void empty(long larger) {
        if (file.end() - file.base() > larger) {
            database.force();
            writer.empty(this::isFollowed);
        }
    }

    /// Takes no more. False when it was closed before.
    boolean refuseMore() { return writer.refuseMore(); }

    /// Lets go of the file, which is taken away when the tables hold all of it.
    void close() { writer.close(this::isFollowed); }
}
