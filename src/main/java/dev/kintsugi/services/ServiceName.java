package dev.kintsugi.services;

import java.util.Locale;

/// The seven services, in the order of their ports.
public enum ServiceName {
    SEARCH, WEATHER, MOVIES, CALENDAR, CALCULATOR, MESSAGES, TRANSLATION;

    /// Its name, e.g. `search`.
    public String word() { return name().toLowerCase(Locale.ROOT); }
}
