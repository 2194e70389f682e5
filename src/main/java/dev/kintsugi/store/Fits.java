package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.InteractionRow;
import org.h2.value.ValueJson;
import org.jspecify.annotations.Nullable;

/// Whether the tables will take a batch that is acknowledged before they see it: the lengths of its texts, and JSON that
/// is JSON, by H2's own reading. Stateless.
final class Fits {
    private static final int SHORT = 50;
    private static final int HASH = 64;
    private static final int NAME = 100;
    /// What H2 lets a text or a JSON document of a column without a length hold.
    private static final int LONG = 1 << 20;

    private Fits() {}

    /// Throws a [Problem] when they will not.
    static void check(Batch batch) {
        text("head", batch.hash(), HASH);
        text("title", batch.session().title(), LONG);
        if (batch.interaction() != null) {
            interaction(batch.interaction());
        }
        batch.attempts().forEach(row -> {
            text("recovery_strategy", row.strategy(), NAME);
            json("recovery_data", row.data());
        });
        batch.snapshots().forEach(row -> {
            text("snapshot_type", row.type(), NAME);
            json("state_data", row.state());
        });
        batch.metrics().forEach(row -> {
            text("metric_type", row.type(), NAME);
            json("metric_metadata", row.metadata());
        });
    }

    private static void interaction(InteractionRow row) {
        json("request_data", row.request());
        json("response_data", row.response());
        text("status", row.status(), SHORT);
        text("natural_status", row.naturalStatus(), SHORT);
        text("delivered_status", row.deliveredStatus(), SHORT);
        text("outcome", row.outcome(), SHORT);
        text("failure_mode", row.failureMode(), NAME);
        text("model_used", row.model(), LONG);
    }

    private static void text(String column, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw Troubles.unwritable(column + " takes " + most + " characters, not " + value.length(), null);
        }
    }

    private static void json(String column, String value) {
        if (value.equals("{}")) {
            return;
        }
        var json = new Json(value);
        if (value.length() > LONG / 3 && json.bytes().length > LONG) {
            throw Troubles.unwritable(column + " takes " + LONG + " bytes, not " + json.bytes().length, null);
        }
        if (!json.isSound()) {
            byItself(column, json);
        }
    }

    private static void byItself(String column, Json json) {
        try {
            ValueJson.fromJson(json.bytes());
        } catch (RuntimeException e) {
            throw Troubles.unwritable(column + " is no JSON", e);
        }
    }
}
