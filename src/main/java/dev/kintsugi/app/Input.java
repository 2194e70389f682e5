package dev.kintsugi.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Standard input. Where a program is started with it closed, the virtual machine opens a file of its own in its place,
/// and reading that would take its bytes for what a person typed. Stateless.
final class Input {
    private static final Path STANDARD = Path.of("/dev/fd/0");

    private Input() {}

    /// What was typed or piped in; nothing where it is closed.
    static InputStream standard() {
        return isOf(Path.of(System.getProperty("java.home"))) ? InputStream.nullInputStream() : System.in;
    }

    private static boolean isOf(Path machine) {
        try {
            return STANDARD.toRealPath().startsWith(machine.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }
}
