package dev.kintsugi.recovery.detect;

import java.util.Arrays;

/// Pairs of neighbouring words as numbers, each once and in order, by which texts are held against each other. Immutable
/// once made.
///
/// @param all   the pairs, and behind them what is left of the room
/// @param count how many there are
record Pairs(long[] all, int count) {
    static Pairs of(Reading r, int from) {
        var all = new long[Math.max(0, r.size() - from - 1)];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) r.word(from + i).hashCode() << 32 | r.word(from + i + 1).hashCode() & 0xFFFFFFFFL;
        }
        Arrays.sort(all);
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[count - 1]) {
                all[count++] = all[i];
            }
        }
        return new Pairs(all, count);
    }

    /// Share of the pairs of both that both have (Jaccard), 0 to 1.
    double alike(Pairs other) {
        int both = 0;
        for (int i = 0, j = 0; i < count && j < other.count;) {
            long mine = all[i];
            long others = other.all[j];
            both += mine == others ? 1 : 0;
            i += mine <= others ? 1 : 0;
            j += others <= mine ? 1 : 0;
        }
        int either = count + other.count - both;
        return either == 0 ? 0 : (double) both / either;
    }
}
