package dev.kintsugi.domain;

/// The address of a turn: its session and its number, counted from 1. Immutable.
public record TurnId(SessionId session, int number) {
    public TurnId {
        if (number < 1) {
            throw new IllegalArgumentException("a turn number starts at 1, was " + number);
        }
    }

    @Override
    public String toString() { return session + "#" + number; }
}
