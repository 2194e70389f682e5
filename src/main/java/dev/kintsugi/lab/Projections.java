package dev.kintsugi.lab;

import dev.kintsugi.domain.event.JsonText;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.RecoveryRow;
import dev.kintsugi.domain.store.SnapshotRow;
import dev.kintsugi.report.story.TurnStory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Makes the rows of the relational tables from a concluded turn. Stateless.
final class Projections {
    /// Messages that a session's state holds a copy of: a turn must not cost more the longer the talk is.
    private static final int KEPT = 100;

    private Projections() {}

    static InteractionRow interaction(TurnStory turn, String sessionId, int conversationLength) {
        var status = Objects.requireNonNull(turn.status(), "a concluded turn has a status");
        var natural = Objects.requireNonNull(turn.naturalStatus(), "a concluded turn has a natural status");
        var delivered = Objects.requireNonNull(turn.deliveredStatus(), "a concluded turn has a delivered status");
        var outcome = Objects.requireNonNull(turn.outcome(), "a concluded turn has an outcome");
        var mode = turn.failed() ? turn.injections().getFirst().mode().wire() : null;
        return new InteractionRow(Instant.ofEpochMilli(turn.entries().getFirst().wall()), request(turn, sessionId),
                response(turn, sessionId, conversationLength), status.wire(), natural.wire(), mode, turn.failed(),
                turn.natural().value(), turn.processingMs(), turn.tokens(), turn.model(), delivered.wire(),
                outcome.wire(), turn.number());
    }

    private static String request(TurnStory turn, String sessionId) {
        var request = new LinkedHashMap<String, Object>();
        request.put("session_id", sessionId);
        request.put("message", turn.message().value());
        for (var entry : turn.entries()) {
            if (entry.event() instanceof LabEvent.MessageReceived m && m.forced() != null) {
                request.put("failure_mode", m.forced().wire());
            }
            if (entry.event() instanceof LabEvent.SettingChanged s && s.name().equals(SessionCore.REQUEST)) {
                request.putAll(Json.object(s.value().value()));
            }
        }
        return Json.of(request);
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

    private static String response(TurnStory turn, String sessionId, int conversationLength) {
        var response = new LinkedHashMap<String, Object>();
        response.put("session_id", sessionId);
        response.put("response", turn.delivered().value());
        response.put("status", Objects.requireNonNull(turn.status()).wire());
        response.put("observed", turn.observed().value());
        response.put("delivered_by", turn.deliveredBy());
        response.put("conversation_length", conversationLength);
        return Json.of(response);
    }

    /// Each thing recovery tried; it succeeded when the turn was delivered sound and it was the last of its pattern.
    static List<RecoveryRow> attempts(TurnStory turn) {
        var saved = turn.outcome() == Outcome.RECOVERED || turn.outcome() == Outcome.NATURAL_RECOVERED;
        var tries = turn.entries().stream()
                .filter(e -> e.event() instanceof LabEvent.Recovering r && tried(r.step().action())).toList();
        return tries.stream().map(e -> {
            var step = ((LabEvent.Recovering) e.event()).step();
            return new RecoveryRow(step.pattern(), Math.max(1, step.attempt()), Instant.ofEpochMilli(e.wall()),
                    saved && e == tries.getLast(),
                    Json.of(Map.of("action", step.action().name().toLowerCase(Locale.ROOT))), step.note().value());
        }).toList();
    }

    private static boolean tried(Step.Action action) {
        return switch (action) {
            case TRIED_AGAIN, FELL_BACK, RESTORED -> true;
            case SAW_ERROR, FLAGGED, PASSED, WAITS, HELD_BACK, CIRCUIT, GAVE_UP -> false;
        };
    }

    /// The session's state in the seed's shape, with the latest messages: the log has them all.
    static String state(List<Message> history, String wish, int failures, int recoveries) {
        var state = new StringBuilder(2048).append("{\"conversation_history\":[");
        var separator = "";
        for (var message : history.subList(Math.max(0, history.size() - KEPT), history.size())) {
            state.append(separator).append("{\"role\":\"").append(message.role().name().toLowerCase(Locale.ROOT))
                    .append("\",\"content\":");
            JsonText.quote(message.content(), state);
            state.append('}');
            separator = ",";
        }
        var context = wish.isEmpty() ? "{}" : Json.of(Json.object(wish).getOrDefault("context", Map.of()));
        return state.append("],\"context\":").append(context).append(",\"failure_count\":").append(failures)
                .append(",\"recovery_count\":").append(recoveries).append('}').toString();
    }

    static SnapshotRow snapshot(String name, long position, int messages, Instant at) {
        return new SnapshotRow(name, Json.of(Map.of("position", position, "messages", messages)), at);
    }

    /// The seed's value of a checkpoint: its state and when it was taken.
    static String checkpoint(SnapshotRow snapshot, int turn) {
        return Json.of(
                Map.of("state", snapshot.state(), "turn", turn, "timestamp", snapshot.timestamp().getEpochSecond()));
    }
}
