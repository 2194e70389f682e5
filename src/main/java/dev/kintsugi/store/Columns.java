package dev.kintsugi.store;

import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A row as a map from column to value, in a form that can be written again. Stateless.
final class Columns {
    private Columns() {}

    @SuppressWarnings("NullAway") // a column may hold a null
    static Map<String, Object> of(ResultSet row) throws SQLException {
        var columns = new LinkedHashMap<String, Object>();
        var meta = row.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            var json = "JSON".equals(meta.getColumnTypeName(i));
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
            case null, default -> value;
        };
    }

    static void insert(Handle to, String table, Map<String, Object> columns) {
        var names = String.join(", ", columns.keySet());
        var marks = String.join(", ", columns.keySet().stream().map(_ -> "?").toList());
        to.execute("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")", columns.values().toArray());
    }
}
