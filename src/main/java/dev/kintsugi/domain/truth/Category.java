package dev.kintsugi.domain.truth;

import java.util.Locale;

/// The four families of failure modes.
public enum Category {
    OUTPUT_QUALITY, BEHAVIORAL, INTEGRATION, RESOURCE;

    /// The name on the wire, e.g. `output_quality`.
    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
