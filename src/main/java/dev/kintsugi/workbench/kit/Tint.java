package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.truth.Category;
import java.util.Locale;

/// The colours a canvas may use, each a token of the theme.
public enum Tint {
    TEXT, MUTED, SUBTLE, GOLD, DANGER, ACCENT, SURFACE, RAISED, INSET, BORDER, PILL, FAMILY_OUTPUT_QUALITY, FAMILY_BEHAVIORAL, FAMILY_INTEGRATION, FAMILY_RESOURCE;

    /// The colour of a family of failure modes.
    public static Tint of(Category family) {
        return switch (family) {
            case OUTPUT_QUALITY -> FAMILY_OUTPUT_QUALITY;
            case BEHAVIORAL -> FAMILY_BEHAVIORAL;
            case INTEGRATION -> FAMILY_INTEGRATION;
            case RESOURCE -> FAMILY_RESOURCE;
        };
    }

    String styleClass() { return "tint-" + name().toLowerCase(Locale.ROOT).replace('_', '-'); }
}
