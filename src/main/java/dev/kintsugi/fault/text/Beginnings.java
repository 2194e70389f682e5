package dev.kintsugi.fault.text;

import java.util.BitSet;
import java.util.Collection;

/// How some words begin: most places of a text begin none of them, and asking here first is far cheaper than looking for
/// each. Now and then it says yes where no such word begins. Immutable.
final class Beginnings {
    private static final int ROOM = 1 << 12;
    private static final int LETTERS = 3;
    /// In place of the third letter of a word of two.
    private static final char NONE = 0;

    private final BitSet seen = new BitSet(ROOM);

    Beginnings(Collection<String> words) {
        for (var word : words) {
            seen.set(place(word.charAt(0), word.charAt(1), word.length() < LETTERS ? NONE : word.charAt(2)));
        }
    }

    /// Whether one of the words may begin here, in capitals or not.
    boolean may(String text, int at) {
        var left = text.length() - at;
        return left >= LETTERS && begins(text, at, text.charAt(at + 2)) || left >= 2 && begins(text, at, NONE);
    }

    private boolean begins(String text, int at, char third) {
        return seen.get(place(text.charAt(at), text.charAt(at + 1), third));
    }

    private static int place(char first, char second, char third) {
        return (small(first) * 961 + small(second) * 31 + small(third)) % ROOM;
    }

    private static int small(char letter) { return letter < 128 ? letter | ' ' : Character.toLowerCase(letter); }
}
