package dev.kintsugi.services;

import java.util.Locale;

/// The seven services, in the order of their usual ports.
public enum ServiceName {
    SEARCH, WEATHER, MOVIES, CALENDAR, CALCULATOR, MESSAGES, TRANSLATION;

    /// The usual port of the first; the others follow it.
    public static final int FIRST_PORT = 5000;

    /// Its name, e.g. `search`.
    public String word() { return name().toLowerCase(Locale.ROOT); }

    /// Where it listens when the usual ports are wished for: 5000 to 5006.
    public int usualPort() { return FIRST_PORT + ordinal(); }
}
