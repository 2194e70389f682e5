package dev.kintsugi.lab;

import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.JsonText;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SnapshotRow;
import dev.kintsugi.lab.log.Conversation;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.report.story.TurnStory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Makes the rows of the relational tables from a concluded turn. Stateless.
final class Projections {
    /// Of a longer text the tables have the beginning, as a document of theirs holds 1 MiB; the log has all of it.
    private static final int LONGEST = 80_000;

    private Projections() {}

    static InteractionRow interaction(TurnStory turn, String sessionId, int conversationLength) {
        var status = Objects.requireNonNull(turn.status(), "a concluded turn has a status");
        var natural = Objects.requireNonNull(turn.naturalStatus(), "a concluded turn has a natural status");
        var delivered = Objects.requireNonNull(turn.deliveredStatus(), "a concluded turn has a delivered status");
        var outcome = Objects.requireNonNull(turn.outcome(), "a concluded turn has an outcome");
        var mode = turn.failed() ? turn.injections().getFirst().mode().wire() : null;
        return new InteractionRow(Instant.ofEpochMilli(turn.entries().getFirst().wall()), request(turn, sessionId),
                response(sessionId, turn.delivered().value(), status.wire(), turn.observed().value(),
                        turn.deliveredBy(),
                        conversationLength),
                status.wire(), natural.wire(), mode, turn.failed(),
                turn.natural().value(), turn.processingMs(), turn.tokens(), turn.model(), delivered.wire(),
                outcome.wire(), turn.number());
    }

    /// The row of a turn that one event tells.
    ///
    /// @param at wall time of its beginning
    static InteractionRow interaction(int turn, LabEvent.CallServed call, Instant at, String sessionId) {
        var said = call.reply().value();
        var success = TurnStatus.SUCCESS.wire();
        return new InteractionRow(at, request(sessionId, call.message().value()).append('}').toString(),
                response(sessionId, said, success, said, "attempt 1", call.messages()), success, success, null, false,
                said, call.tookMs(), call.promptTokens(), call.answered(), DeliveredStatus.REPLY.wire(),
                Outcome.SOUND.wire(), turn);
    }

    private static StringBuilder request(String sessionId, String message) {
        var request = new StringBuilder(256).append('{');
        text("session_id", sessionId, request);
        text("message", message, request);
        return request;
    }

    private static String request(TurnStory turn, String sessionId) {
        var request = request(sessionId, turn.message().value());
        for (var entry : turn.entries()) {
            if (entry.event() instanceof LabEvent.MessageReceived m && m.forced() != null) {
                text("failure_mode", m.forced().wire(), request);
            }
            if (entry.event() instanceof LabEvent.SettingChanged s && s.name().equals(Folds.REQUEST)) {
                var wish = Json.of(Json.object(s.value().value()));
                request.append(wish.length() > 2 ? "," : "").append(wish, 1, wish.length() - 1);
            }
        }
        return request.append('}').toString();
    }

    private static void text(String name, String value, StringBuilder out) {
        out.append(out.length() == 1 ? "\"" : ",\"").append(name).append("\":");
        JsonText.quoteWhole(Beginning.marked(value, LONGEST), out);
    }

    /// What a request wished, as the log keeps it.
    static String wish(Said.Wish wish) {
        var all = new LinkedHashMap<String, Object>();
        if (!wish.context().isEmpty()) {
            all.put("context", Json.object(wish.context()));
        }
        if (!wish.model().isEmpty()) {
            all.put("model", wish.model());
        }
        if (wish.maxTokens() > 0) {
            all.put("max_tokens", wish.maxTokens());
        }
        return Json.of(all);
    }

    /// What a request wished, read back.
    static Said.Wish wished(String kept, String policy) {
        var all = Json.object(kept);
        var context = all.get("context");
        return new Said.Wish(all.get("model") instanceof String model ? model : "",
                all.get("max_tokens") instanceof Number most ? most.intValue() : 0,
                context == null ? "" : Json.of(context), policy);
    }

    private static String response(String sessionId, String delivered, String status, String observed, String by,
            int conversationLength) {
        var response = new StringBuilder(256 + delivered.length() + observed.length()).append('{');
        text("session_id", sessionId, response);
        text("response", delivered, response);
        text("status", status, response);
        text("observed", observed, response);
        text("delivered_by", by, response);
        return response.append(",\"conversation_length\":").append(conversationLength).append('}').toString();
    }

    /// Each thing recovery tried; it succeeded when the turn was delivered sound and it was the last of its pattern.
    static List<RecoveryRow> attempts(TurnStory turn) {
        var saved = turn.outcome() == Outcome.RECOVERED || turn.outcome() == Outcome.NATURAL_RECOVERED;
        var tries = new ArrayList<Entry>();
        for (var entry : turn.entries()) {
            if (entry.event() instanceof LabEvent.Recovering r && tried(r.step().action())) {
                tries.add(entry);
            }
        }
        return tries.stream().map(e -> row(e, saved && e == tries.getLast())).toList();
    }

    private static RecoveryRow row(Entry entry, boolean succeeded) {
        var step = ((LabEvent.Recovering) entry.event()).step();
        return new RecoveryRow(step.pattern(), Math.max(1, step.attempt()), Instant.ofEpochMilli(entry.wall()),
                succeeded, "{\"action\":\"" + step.action().name().toLowerCase(Locale.ROOT) + "\"}",
                step.note().value());
    }

    private static boolean tried(Step.Action action) {
        return switch (action) {
            case TRIED_AGAIN, FELL_BACK, RESTORED -> true;
            case SAW_ERROR, FLAGGED, PASSED, WAITS, HELD_BACK, CIRCUIT, GAVE_UP -> false;
        };
    }

    /// What the state store keeps of a session, with the latest messages: the log has them all.
    static String state(Folds folds, int failures) {
        var wish = folds.setting(Folds.REQUEST).orElse("");
        var recovered = folds.recovered();
        return folds.conversation(c -> state(c, wish, failures, recovered));
    }

    private static String state(Conversation conversation, String wish, int failures, int recoveries) {
        var context = wish.isEmpty() ? "{}" : Json.of(Json.object(wish).getOrDefault("context", Map.of()));
        return "{\"conversation_history\":[" + conversation.json() + "],\"context\":" + context + ",\"failure_count\":"
                + failures + ",\"recovery_count\":" + recoveries + '}';
    }

    static SnapshotRow snapshot(String name, long position, int messages, Instant at) {
        return new SnapshotRow(name, "{\"position\":" + position + ",\"messages\":" + messages + '}', at);
    }

    /// What the state store keeps of a checkpoint: its state and when it was taken.
    static String checkpoint(SnapshotRow snapshot, int turn) {
        return "{\"state\":" + snapshot.state() + ",\"turn\":" + turn + ",\"timestamp\":"
                + snapshot.timestamp().getEpochSecond() + '}';
    }
}
