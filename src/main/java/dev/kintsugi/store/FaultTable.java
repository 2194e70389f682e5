package dev.kintsugi.store;

import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.KeptFault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `failure_scenarios`, inside the caller's transaction. The SQL is plain enough for H2 and Postgres.
/// Stateless.
final class FaultTable {
    private static final String COLUMNS = "SELECT id, name, description, failure_type, config, enabled, created_at,"
            + " updated_at FROM failure_scenarios";

    private FaultTable() {}

    static List<KeptFault> all(Handle handle) {
        return handle.createQuery(COLUMNS + " ORDER BY name").map((row, context) -> fault(row)).list();
    }

    static Optional<KeptFault> named(Handle handle, String name) {
        return handle.createQuery(COLUMNS + " WHERE name = ?").bind(0, name).map((row, context) -> fault(row))
                .findOne();
    }

    private static KeptFault fault(ResultSet row) throws SQLException {
        var description = row.getString("description");
        var fault = new FaultRow(row.getString("name"), description == null ? "" : description,
                row.getString("failure_type"), row.getString("config"), row.getBoolean("enabled"));
        return new KeptFault(row.getLong("id"), fault, JournalTables.moment(row, "created_at"),
                JournalTables.moment(row, "updated_at"));
    }

    static void save(Handle handle, FaultRow fault) {
        var changed = handle.execute(
                "UPDATE failure_scenarios SET description = ?, failure_type = ?, config = ?,"
                        + " enabled = ?, updated_at = CURRENT_TIMESTAMP WHERE name = ?",
                fault.description(), fault.type(), new Json(fault.config()), fault.enabled(), fault.name());
        if (changed == 0) {
            insert(handle, fault);
        }
    }

    static boolean forget(Handle handle, String name) {
        return handle.execute("DELETE FROM failure_scenarios WHERE name = ?", name) > 0;
    }

    private static void insert(Handle handle, FaultRow fault) {
        handle.execute(
                "INSERT INTO failure_scenarios (description, failure_type, config, enabled, name)"
                        + " VALUES (?, ?, ?, ?, ?)",
                fault.description(), fault.type(), new Json(fault.config()), fault.enabled(), fault.name());
    }

    /// The writing of a new row, which may be done again when the fate of its commit is unknown. Used by the writer's
    /// thread only.
    static final class Birth {
        private final FaultRow fault;
        private @Nullable KeptFault written;

        Birth(FaultRow fault) { this.fault = fault; }

        /// The row, or nothing when the name is taken by another than the one written here before.
        Optional<KeptFault> write(Handle handle) {
            var there = named(handle, fault.name());
            if (there.isPresent()) {
                return there.filter(row -> row.equals(written));
            }
            insert(handle, fault);
            written = named(handle, fault.name()).orElseThrow();
            return Optional.of(written);
        }
    }
}
