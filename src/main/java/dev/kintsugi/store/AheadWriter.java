package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends to the file in front of the tables. Safe for use by many threads.
///
/// What SQL would refuse is refused before it is written: a batch must go on where its session's log ends, here or in the
/// tables, and must fit them.
final class AheadWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AheadWriter.class);
    /// Heads that are known by heart when nothing is behind.
    private static final int HEADS = 10_000;
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final DataFolder folder;
    private final AheadFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionId, Journal.Head> heads;
    /// How often heads were forgotten: what was read of the tables before is not to be trusted after.
    private int forgotten;
    /// Whether the tables lost something, so that heads known by heart may be wrong.
    private boolean doubtful;
    private long looked = System.nanoTime() - LOOK_NANOS;
    private volatile boolean closed;
    private volatile boolean held;
    private volatile long appended = System.nanoTime();
    private volatile @Nullable Problem trouble;

    /// @param heads where the logs of the sessions end that the file goes on with
    AheadWriter(DataFolder folder, AheadFile file, Map<SessionId, Journal.Head> heads) {
        this.folder = folder;
        this.file = file;
        this.heads = heads;
    }

    /// Makes a batch durable. Throws a [Problem] when it was refused or cannot be written: then nothing of it is.
    ///
    /// @param inTables where a session's log ends in the tables
    void append(Batch batch, Function<SessionId, Journal.Head> inTables) {
        Fits.check(batch);
        var frame = FrameOut.of(new Written.Appended(batch));
        while (!append(batch, frame, learn(batch.id(), inTables))) {
            LOG.trace("the tables were changed by others meanwhile, asking them again");
        }
    }

    /// False when what was read of the tables may have changed meanwhile.
    private boolean append(Batch batch, ByteBuffer frame, Seen seen) {
        lock.lock();
        try {
            var head = heads.getOrDefault(batch.id(), seen.head);
            if (head == null || seen.forgotten != forgotten) {
                return false;
            }
            if (head.sequence() != batch.first() - 1) {
                throw Troubles.notContinued(batch);
            }
            write(frame);
            heads.put(batch.id(), new Journal.Head(batch.last(), batch.hash()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    private record Seen(Journal.@Nullable Head head, int forgotten) {}

    private Seen learn(SessionId session, Function<SessionId, Journal.Head> inTables) {
        int now;
        lock.lock();
        try {
            now = forgotten;
            var known = heads.get(session);
            if (known != null) {
                return new Seen(known, now);
            }
        } finally {
            lock.unlock();
        }
        return new Seen(inTables.apply(session), now);
    }

    /// Forgets a session from here on.
    void delete(SessionId session) {
        lock.lock();
        try {
            write(FrameOut.of(new Written.Deleted(session)));
            heads.put(session, FrameIn.NOTHING);
        } finally {
            lock.unlock();
        }
    }

    private void write(ByteBuffer frame) {
        if (closed) {
            throw Troubles.closed();
        }
        try {
            lookForFiles();
            file.append(frame);
            appended = System.nanoTime();
            trouble = null;
        } catch (IOException e) {
            throw troubled(Troubles.explain(e, folder.ahead().toString()));
        }
    }

    /// Who takes the files away under the lab is found out within a moment: asking at each turn costs as much as writing it.
    private void lookForFiles() {
        if (System.nanoTime() - looked < LOOK_NANOS && trouble == null) {
            return;
        }
        if (!folder.file().toFile().exists()) {
            throw troubled(Troubles.gone(folder.file()));
        }
        if (!file.isThere()) {
            throw troubled(Troubles.gone(folder.ahead()));
        }
        looked = System.nanoTime();
    }

    private Problem troubled(Problem problem) {
        if (trouble == null) {
            LOG.warn("nothing can be written ahead: {}", problem.getMessage(), problem);
        }
        trouble = problem;
        return problem;
    }

    /// What keeps it from writing, absent while it can.
    @Nullable
    Problem trouble() { return trouble; }

    /// After trouble: sees whether the disk takes bytes again.
    void probe() {
        if (trouble == null) {
            return;
        }
        lock.lock();
        try {
            if (closed) {
                return;
            }
            lookForFiles();
            file.probe();
            trouble = null;
            LOG.info("turns can be written ahead again");
        } catch (IOException e) {
            trouble = Troubles.explain(e, folder.ahead().toString());
        } catch (Problem _) {
            LOG.trace("still gone");
        } finally {
            lock.unlock();
        }
    }

    /// How many nanoseconds ago something was appended.
    long quiet() { return System.nanoTime() - appended; }

    /// Where a session's log ends, if that is known by heart.
    Optional<Journal.Head> head(SessionId session) {
        lock.lock();
        try {
            return Optional.ofNullable(heads.get(session));
        } finally {
            lock.unlock();
        }
    }

    /// The tables were changed by others than this: what is known by heart counts no more. Only when nothing is behind.
    void forgetHeads() {
        lock.lock();
        try {
            heads.clear();
            forgotten++;
            doubtful = false;
        } finally {
            lock.unlock();
        }
    }

    /// The tables went a step on. What is wholly in them is forgotten here once it is much, or not to be trusted.
    ///
    /// @param doubt    whether the tables lost something meanwhile
    /// @param followed whether they hold everything
    void followed(boolean doubt, BooleanSupplier followed) {
        lock.lock();
        try {
            doubtful |= doubt;
            if (followed.getAsBoolean() && (heads.size() > HEADS || doubtful)) {
                forgetHeads();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Does something while nobody can append.
    void holding(Runnable work) {
        held = true;
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
            held = false;
        }
    }

    /// Whether nobody can append for a while.
    boolean isHeld() { return held; }

    /// Empties the file, unless it is closed or the tables do not hold all of it.
    void empty(BooleanSupplier followed) {
        lock.lock();
        try {
            if (!closed && followed.getAsBoolean()) {
                file.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /// Whether it takes no more.
    boolean isClosed() { return closed; }

    /// Takes no more. False when it was closed before.
    boolean refuseMore() {
        lock.lock();
        try {
            var before = closed;
            closed = true;
            return !before;
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of the file, which is taken away when the tables hold all of it.
    void close(BooleanSupplier followed) {
        lock.lock();
        try {
            if (file.isEmpty() || followed.getAsBoolean()) {
                file.remove();
            } else {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("{} was not closed in order; the next start sees to it", folder.ahead(), e);
        } finally {
            lock.unlock();
        }
    }
}
