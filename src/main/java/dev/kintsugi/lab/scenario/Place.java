package dev.kintsugi.lab.scenario;

/// A place in a file, both from 1. Immutable.
public record Place(int line, int column) implements Comparable<Place> {
    static final Place START = new Place(1, 1);

    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }

    @Override
    public String toString() { return line + ":" + column; }
}
