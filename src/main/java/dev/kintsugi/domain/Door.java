package dev.kintsugi.domain;

import java.util.Optional;

/// A way into the lab for other programs, which a person opens and closes. Implementations are safe for many threads.
public interface Door extends AutoCloseable {
    /// Opens it, and gives where it is; one that is open stays as it is.
    ///
    /// @throws Problem when it cannot be opened
    Opened open();

    /// Where it is, while it is open.
    Optional<Opened> opened();

    /// Closes it. Does nothing when it is closed.
    @Override
    void close();

    /// An open door. Immutable.
    ///
    /// @param address e.g. `http://127.0.0.1:8000`
    /// @param token   what callers must show; empty when they need not
    record Opened(String address, int port, String token) {}
}
