package dev.kintsugi.store;

import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A row as a map from column to value, in a form that can be written again. Stateless.
final class Columns {
    private static final Set<String> NUMBERED = Set.of("agent_interactions");

    private Columns() {}

    @SuppressWarnings("NullAway") // a column may hold a null
    static Map<String, Object> of(ResultSet row) throws SQLException {
        var columns = new LinkedHashMap<String, Object>();
        var meta = row.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            var json = "json".equalsIgnoreCase(meta.getColumnTypeName(i));
            var value = json ? json(row.getString(i)) : plain(row.getObject(i));
            columns.put(meta.getColumnName(i).toLowerCase(Locale.ROOT), value);
        }
        return columns;
    }

    private static @Nullable Object json(@Nullable String text) { return text == null ? null : new Json(text); }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case Clob text -> text.getSubString(1, (int) text.length());
            case OffsetDateTime moment -> moment.toInstant();
            case Timestamp moment -> moment.toInstant();
            case null, default -> value;
        };
    }

    static void insert(Handle to, String table, Map<String, Object> columns) {
        var names = String.join(", ", columns.keySet());
        var marks = String.join(", ", columns.keySet().stream().map(_ -> "?").toList());
        to.execute("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")", columns.values().toArray());
    }

    /// Inserts rows that have the same columns, together, and gives the numbers they got where the table has such.
    static List<Long> insertAll(Handle to, String table, List<Map<String, Object>> rows) {
        var columns = List.copyOf(rows.getFirst().keySet());
        var marks = String.join(", ", columns.stream().map(_ -> "?").toList());
        var sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
        try (var batch = to.prepareBatch(sql)) {
            for (var row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    batch.bind(i, row.get(columns.get(i)));
                }
                batch.add();
            }
            if (NUMBERED.contains(table)) {
                return batch.executePreparedBatch("id").mapTo(Long.class).list();
            }
            batch.execute();
            return List.of();
        }
    }
}
