package dev.kintsugi.gateway.events;

import dev.kintsugi.domain.SessionId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The latest batches of the feed by their positions, in columns: one comes with every turn and is hardly ever asked for,
/// so none is an object of its own. Not safe for use by several threads.
final class Pieces {
    private static final int FIRST_ROOM = 256;

    private final int most;
    private long[] positions = new long[FIRST_ROOM];
    private long[] firsts = new long[FIRST_ROOM];
    private SessionId[] sessions = new SessionId[FIRST_ROOM];
    private @Nullable List<String>[] lines = none(FIRST_ROOM);
    /// How many were ever added, and how many of them were forgotten with or without their lines.
    private long added;
    private long gone;
    private long bare;
    private long characters;

    /// @param most batches that are remembered
    Pieces(int most) { this.most = most; }

    /// A batch with the position of its first event. Immutable.
    ///
    /// @param lines what was written; empty where it has to be read from the log
    record Piece(long position, SessionId session, long first, List<String> lines) {}

    /// @param told the lines, where they are to be remembered too
    void add(long position, SessionId session, long first, @Nullable List<String> told) {
        if (added - gone == most) {
            forgetOldest();
        } else if (added - gone == positions.length) {
            grow();
        }
        var at = place(added);
        positions[at] = position;
        firsts[at] = first;
        sessions[at] = session;
        lines[at] = told;
        if (told == null) {
            bare = bare == added ? added + 1 : bare;
        } else {
            characters += length(told);
        }
        added++;
    }

    private int place(long number) { return (int) (number % positions.length); }

    private void forgetOldest() {
        strip(gone);
        gone++;
        bare = Math.max(bare, gone);
    }

    private void strip(long number) {
        var told = lines[place(number)];
        if (told != null) {
            characters -= length(told);
            lines[place(number)] = null;
        }
    }

    private static long length(List<String> lines) { return lines.stream().mapToLong(String::length).sum(); }

    /// Before the first is forgotten, the places are those of the beginning.
    private void grow() {
        var room = Math.min(most, 2 * positions.length);
        positions = Arrays.copyOf(positions, room);
        firsts = Arrays.copyOf(firsts, room);
        sessions = Arrays.copyOf(sessions, room);
        lines = Arrays.copyOf(lines, room);
    }

    /// Forgets the lines of the oldest until those that are left have so many characters.
    void shed(long mostCharacters) {
        for (; characters > mostCharacters && bare < added; bare++) {
            strip(bare);
        }
    }

    boolean isEmpty() { return added == gone; }

    /// The position of the oldest event.
    long oldest() { return positions[place(gone)]; }

    /// The batches from the one with this event on, as many as are wanted at most.
    List<Piece> from(long position, int wanted) {
        var low = gone;
        for (var high = added; high - low > 1;) {
            var middle = (low + high) / 2;
            if (positions[place(middle)] <= position) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return LongStream.range(low, Math.min(added, low + wanted)).mapToObj(this::piece).toList();
    }

    private Piece piece(long number) {
        var at = place(number);
        var told = lines[at];
        return new Piece(positions[at], sessions[at], firsts[at], told == null ? List.of() : told);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<String>[] none(int room) { return (@Nullable List<String>[]) new List<?>[room]; }
}
