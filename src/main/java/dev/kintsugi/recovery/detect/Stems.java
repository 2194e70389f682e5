package dev.kintsugi.recovery.detect;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The telling words of a sentence as a set that makes hardly any garbage: every reply is read anew, and a sentence has
/// few words. Those of a longer one are hashed, so that no flood of words takes long. Once filled, safe for many threads.
final class Stems extends AbstractSet<String> {
    private static final int FEW = 32;

    private String[] few = new String[8];
    private int size;
    private long sieve;
    private @Nullable Set<String> many;

    static Stems copy(Set<String> words) {
        var copy = new Stems();
        copy.addAll(words);
        return copy;
    }

    /// A bit for each word: two sets that have no bit in common share no word.
    long sieve() { return sieve; }

    @Override
    public boolean add(String word) {
        if (contains(word)) {
            return false;
        }
        if (size == few.length) {
            few = Arrays.copyOf(few, 2 * size);
        }
        few[size++] = word;
        sieve |= 1L << word.hashCode();
        if (many != null) {
            many.add(word);
        } else if (size > FEW) {
            many = new HashSet<>(this);
        }
        return true;
    }

    @Override
    public boolean contains(@Nullable Object word) {
        if (!(word instanceof String w) || (sieve & 1L << w.hashCode()) == 0) {
            return false;
        }
        if (many != null) {
            return many.contains(w);
        }
        for (int i = 0; i < size; i++) {
            if (few[i].equals(w)) {
                return true;
            }
        }
        return false;
    }

    /// How many words both have.
    int shared(Stems other) {
        if ((sieve & other.sieve) == 0) {
            return 0;
        }
        int shared = 0;
        for (int i = 0; i < size; i++) {
            shared += other.contains(few[i]) ? 1 : 0;
        }
        return shared;
    }

    @Override
    public Iterator<String> iterator() { return Arrays.asList(few).subList(0, size).iterator(); }

    @Override
    public int size() { return size; }
}
