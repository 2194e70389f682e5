package dev.kintsugi.store;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Handle;

/// Closes an H2 database by one of its `SHUTDOWN` commands, and the connection with it. Stateless.
final class H2Shutdown {
    private H2Shutdown() {}

    /// Throws `IllegalStateException` when the database could not be closed in order.
    static void run(Handle handle, String command) {
        try (var connection = handle.getConnection(); var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            if (e.getErrorCode() != ErrorCode.DATABASE_CALLED_AT_SHUTDOWN
                    && e.getErrorCode() != ErrorCode.DATABASE_IS_CLOSED) {
                throw new IllegalStateException(command + " failed", e);
            }
        }
    }

    /// Closes a database that failed, and lets it fail at that too.
    static boolean immediately(Handle handle) {
        try {
            run(handle, "SHUTDOWN IMMEDIATELY");
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }
}
