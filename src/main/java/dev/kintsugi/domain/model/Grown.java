package dev.kintsugi.domain.model;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;

/// A list that a longer one goes on from without copying it: what a conversation was at each of its turns, for the price
/// of the last. Holds no null. Immutable, so safe for many threads.
public final class Grown<E> extends AbstractList<E> implements RandomAccess {
    private static final int ROOM = 8;

    private final Object[] room;
    /// How much of the room is taken, by this list or by one that went on from it.
    private final AtomicInteger taken;
    private final int size;

    private Grown(Object[] room, AtomicInteger taken, int size) {
        this.room = room;
        this.taken = taken;
        this.size = size;
    }

    /// A list of nothing.
    public static <E> Grown<E> empty() { return new Grown<>(new Object[ROOM], new AtomicInteger(), 0); }

    /// An immutable list of the same elements: the given one when it is known to be immutable.
    public static <E> List<E> of(List<E> elements) {
        return elements instanceof Grown<E> ? elements : List.copyOf(elements);
    }

    /// This list and one element more.
    public Grown<E> plus(E element) {
        var mine = size < room.length && taken.compareAndSet(size, size + 1);
        var next = mine ? room : Arrays.copyOf(room, Math.max(ROOM, size + (size >> 1) + 1));
        if (!mine) {
            Arrays.fill(next, size, next.length, null);
        }
        next[size] = Objects.requireNonNull(element);
        return new Grown<>(next, mine ? taken : new AtomicInteger(size + 1), size + 1);
    }

    @Override
    @SuppressWarnings("unchecked")
    public E get(int index) { return (E) room[Objects.checkIndex(index, size)]; }

    @Override
    public int size() { return size; }
}
