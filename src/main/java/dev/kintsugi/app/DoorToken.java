package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.gateway.guard.GuardSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What callers must show at a door that others than this machine can reach: made once, and kept in a file that only its
/// owner may read. Immutable.
///
/// @param file where it is kept
record DoorToken(Path file) {
    private static final int BYTES = 24;

    /// Who may come in where it is wished.
    GuardSettings guard(ServeWish wish) {
        return new GuardSettings(wish.host(), GuardSettings.loopback(wish.host()) ? "" : text(), wish.hosts(),
                wish.sessionMinute(), GuardSettings.LOOPBACK.perSecond());
    }

    private String text() {
        var keys = new KeyFile(file);
        var kept = keys.read();
        if (kept.isPresent()) {
            return kept.get().reveal();
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var made = Secret.of(HexFormat.of().formatHex(bytes));
        keys.write(made);
        return made.reveal();
    }
}
