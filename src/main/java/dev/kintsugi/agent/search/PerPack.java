package dev.kintsugi.agent.search;

import dev.kintsugi.agent.pack.Pack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/// Makes something of a pack once for all sessions that talk about it. Keeps it for the packs used last, which are told
/// apart by identity: comparing what is in them would take as long as making it again. Safe for many threads.
public final class PerPack<V> {
    private static final int KEPT = 4;

    private final Function<Pack, V> make;
    private final Deque<Made<V>> last = new ArrayDeque<>();

    private record Made<V>(Pack pack, V value) {}

    /// @param make gives something immutable, or safe for many threads
    public PerPack(Function<Pack, V> make) { this.make = make; }

    @SuppressWarnings("ReferenceEquality") // on purpose, as said above
    public synchronized V of(Pack pack) {
        for (var made : last) {
            if (made.pack == pack) {
                return made.value;
            }
        }
        if (last.size() == KEPT) {
            last.removeLast();
        }
        var made = new Made<>(pack, make.apply(pack));
        last.addFirst(made);
        return made.value;
    }
}
