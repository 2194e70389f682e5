package dev.kintsugi.network;

/// Bytes on their way. Immutable but for the bytes, which belong to whoever holds it.
///
/// @param at when they count as arrived: a delay is counted from here, so that what waited already is not delayed twice
record Piece(byte[] bytes, int from, int length, long at) {
    static final Piece END = new Piece(new byte[0], 0, 0, 0);

    Piece part(int begin, int size) { return new Piece(bytes, from + begin, size, at); }

    Piece rest(int begin) { return part(begin, length - begin); }

    Piece arrivedAt(long nanos) { return new Piece(bytes, from, length, nanos); }
}
