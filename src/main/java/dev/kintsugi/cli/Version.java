package dev.kintsugi.cli;

import java.util.Optional;

/// Which Kintsugi this is. Stateless.
public final class Version {
    private Version() {}

    /// The version of the jar; `development` when run from classes.
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
