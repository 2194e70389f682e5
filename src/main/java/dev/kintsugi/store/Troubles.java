package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.NotContinued;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// Tells the faults of a store apart and puts them into words. Stateless.
final class Troubles {
    private static final List<String> FULL = List.of("no space left", "not enough space", "disk is full",
            "disk full", "quota exceeded", "file too large");
    private static final String ANOTHER_PLACE = "give another folder with --data DIR";

    private Troubles() {}

    /// Everything that led to a fault: JDBC hides the cause of a failed batch among what it suppressed.
    static Stream<Throwable> causes(Throwable fault) {
        var found = new LinkedHashSet<Throwable>();
        var open = new ArrayDeque<>(List.of(fault));
        while (!open.isEmpty() && found.size() < 100) {
            var each = open.removeFirst();
            if (found.add(each)) {
                Stream.concat(Stream.of(each.getSuppressed()), Stream.ofNullable(each.getCause())).forEach(open::add);
                if (each instanceof SQLException sql && sql.getNextException() != null) {
                    open.add(sql.getNextException());
                }
            }
        }
        return found.stream();
    }

    static boolean full(Throwable fault) {
        return causes(fault).filter(each -> each instanceof IOException || each instanceof MVStoreException)
                .map(each -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(said -> FULL.stream().anyMatch(said::contains));
    }

    private static boolean denied(Throwable fault) {
        return causes(fault).anyMatch(each -> each instanceof AccessDeniedException
                || each instanceof ReadOnlyFileSystemException || code(each) == ErrorCode.DATABASE_IS_READ_ONLY
                || each instanceof IOException && said(each, "Permission denied", "Read-only file system"));
    }

    private static boolean said(Throwable fault, String... words) {
        return Stream.of(words).anyMatch(String.valueOf(fault.getMessage())::contains);
    }

    static boolean locked(Throwable fault) {
        return causes(fault).anyMatch(each -> code(each) == ErrorCode.DATABASE_ALREADY_OPEN_1
                || each instanceof MVStoreException store && store.getErrorCode() == DataUtils.ERROR_FILE_LOCKED);
    }

    private static boolean newer(Throwable fault) {
        return causes(fault).anyMatch(each -> code(each) == ErrorCode.FILE_VERSION_ERROR_1
                || each instanceof MVStoreException store
                        && store.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT);
    }

    /// Whether what was to be written is at fault: the value does not fit (class 22) or breaks a rule (class 23).
    static boolean ofTheData(Throwable fault) {
        return causes(fault).anyMatch(each -> each instanceof Problem || each instanceof SQLException sql
                && sql.getSQLState() != null && (sql.getSQLState().startsWith("22") && sql.getErrorCode() < 50_000
                        || sql.getSQLState().startsWith("23")));
    }

    /// Whether the file's content is at fault, as reading shows: values of other types than a column has are garbage too,
    /// while a value that is to be written may just be wrong.
    static boolean unreadable(Throwable fault) {
        return damaged(fault) || causes(fault).anyMatch(each -> code(each) == ErrorCode.DATA_CONVERSION_ERROR_1
                || code(each) == ErrorCode.TYPES_ARE_NOT_COMPARABLE_2);
    }

    /// Whether the key is there already.
    static boolean taken(Throwable fault) {
        return causes(fault).anyMatch(each -> each instanceof SQLException sql && "23505".equals(sql.getSQLState()));
    }

    /// Whether the file's content is at fault. What is neither the disk, nor a lock, nor the data, and comes from
    /// reading the file, can only be damage: garbage read as a tree shows in every kind of exception.
    static boolean damaged(Throwable fault) {
        if (full(fault) || denied(fault) || locked(fault) || newer(fault) || ofTheData(fault) || ofTheDisk(fault)) {
            return false;
        }
        return causes(fault).anyMatch(each -> each instanceof MVStoreException store && corrupt(store)
                || code(each) == ErrorCode.FILE_CORRUPTED_1 || code(each) == ErrorCode.GENERAL_ERROR_1);
    }

    /// Whether the disk failed while it was written or read.
    private static boolean ofTheDisk(Throwable fault) {
        return causes(fault).anyMatch(each -> each instanceof MVStoreException store
                && store.getErrorCode() == DataUtils.ERROR_WRITING_FAILED
                || each instanceof IOException && !(each instanceof EOFException));
    }

    private static boolean corrupt(MVStoreException fault) {
        return switch (fault.getErrorCode()) {
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND, DataUtils.ERROR_BLOCK_NOT_FOUND,
                    DataUtils.ERROR_INTERNAL, DataUtils.ERROR_SERIALIZATION ->
                true;
            case DataUtils.ERROR_READING_FAILED -> causes(fault).anyMatch(each -> each instanceof EOFException);
            default -> false;
        };
    }

    private static int code(Throwable fault) { return fault instanceof SQLException sql ? sql.getErrorCode() : 0; }

    /// The fault in words.
    static Problem explain(Throwable fault, String place) {
        var known = causes(fault).filter(Problem.class::isInstance).map(Problem.class::cast).findFirst();
        return known.orElseGet(() -> full(fault)
                ? full(place, fault)
                : denied(fault)
                        ? readOnly(place, fault)
                        : locked(fault)
                                ? inUse(place, "", fault)
                                : newer(fault)
                                        ? newer(place, fault)
                                        : damaged(fault)
                                                ? damage(place, fault)
                                                : ofTheData(fault) ? unwritable(fault) : unknown(place, fault));
    }

    private static Problem full(String place, Throwable fault) {
        return new Problem("Nothing more can be kept", "the disk that holds " + place + " is full",
                "Make room and carry on (nothing that was kept is lost), or " + ANOTHER_PLACE, Problem.Exit.UNAVAILABLE,
                fault);
    }

    static Problem readOnly(String place, Throwable fault) {
        return new Problem("The lab's database cannot be written", place + " is read-only for you",
                "Allow writing there, or " + ANOTHER_PLACE, Problem.Exit.UNAVAILABLE, fault);
    }

    static Problem inUse(String place, String who, Throwable fault) {
        return new Problem("The lab's database is in use", "another Kintsugi" + who + " has " + place + " open",
                "Close the other one, or " + ANOTHER_PLACE, fault);
    }

    private static Problem newer(String place, Throwable fault) {
        return new Problem("The lab's database is too new", place + " was written by a newer Kintsugi",
                "Start that one, or " + ANOTHER_PLACE, fault);
    }

    private static Problem damage(String place, Throwable fault) {
        return new Problem("Part of the lab's database cannot be read", place + " is damaged",
                "Start the lab again: it keeps the file aside and saves what can be read of it", fault);
    }

    private static Problem unwritable(Throwable fault) { return unwritable(innermost(fault), fault); }

    /// @param why what of it the tables do not take
    static Problem unwritable(String why, @Nullable Throwable fault) {
        return new Problem("This could not be kept", "the database refused it: " + why,
                "Everything else is kept. Please report this", Problem.Exit.INTERNAL, fault);
    }

    private static Problem unknown(String place, Throwable fault) {
        return new Problem("The lab's database does not answer", place + ": " + innermost(fault),
                "Look whether the disk is there and works. As long as the lab runs, it tries again by itself",
                Problem.Exit.INTERNAL,
                fault);
    }

    /// What the first cause of all said, on one line.
    static String innermost(Throwable fault) {
        var last = causes(fault).reduce(fault, (_, each) -> each);
        return String.valueOf(last.getMessage()).lines().findFirst().orElse(last.getClass().getSimpleName());
    }

    static Problem slow(String place, Duration since) {
        return new Problem("The store is slow", place + " has not answered for " + since.toSeconds() + " s",
                "What was asked for waits for it. Look what keeps its disk or its network busy",
                Problem.Exit.UNAVAILABLE, null);
    }

    static Problem unanswered(String place, Duration patience, boolean taken) {
        return new Problem("The store did not answer in time",
                place + " took longer than " + patience.toSeconds() + " s"
                        + (taken ? "; nothing was written" : "; whether this was written shows when it answers again"),
                "Look what keeps it, then say it again", Problem.Exit.UNAVAILABLE, null);
    }

    static Problem notContinued(Batch batch) {
        return new Problem("A turn was not kept",
                "another lab has gone on with session " + batch.id() + ", or deleted it, since it was loaded here",
                "Say it again: the session is loaded as it stands now", Problem.Exit.CONFLICT, new NotContinued(batch));
    }

    static Problem closed() {
        return new Problem("Nothing can be kept", "the lab's database is closed", "Start the lab again",
                Problem.Exit.INTERNAL, null);
    }

    static Problem gone(Path file) {
        return new Problem("The lab's database is gone", file + " was moved or deleted while the lab ran",
                "Put the file back, or start the lab again to begin a new one", Problem.Exit.UNAVAILABLE, null);
    }
}
