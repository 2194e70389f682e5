package dev.kintsugi.fault.text;

import java.util.BitSet;
import java.util.Collection;

/// The first two characters of some words: most places of a text are told by them to begin none. Immutable.
final class Pairs {
    private final BitSet pairs = new BitSet();

    Pairs(Collection<String> words) { words.forEach(w -> pairs.set(pair(w.charAt(0), w.charAt(1)))); }

    /// Whether one of the words may begin with these characters; characters beyond ASCII count as one.
    boolean may(char first, char second) { return pairs.get(pair(first, second)); }

    private static int pair(char first, char second) { return first < 128 && second < 128 ? first << 7 | second : 0; }
}
