package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import java.time.Duration;

/// What was kept: sessions, their interactions and state, and counts of failures. Safe for many threads.
final class Records {
    private static final int DAY = 24;
    private static final int TEN_YEARS = 87_600;

    private final Lab lab;
    private final ConversationClock clock = new ConversationClock();

    Records(Lab lab) { this.lab = lab; }

    void failures(Exchange exchange) {
        var hours = (int) Page.number(exchange, "hours", DAY, 1, TEN_YEARS);
        var now = clock.wall();
        var counts = lab.failures(now.minus(Duration.ofHours(hours)), now.plusMillis(1));
        Answers.json(exchange, 200, analytics(hours, counts));
    }

    /// The four statuses are always there; a mean of nothing is null, never 0.
    private static ObjectNode analytics(int hours, FailureAnalytics counts) {
        var all = Answers.object().put("time_range_hours", hours);
        var modes = all.putObject("failure_counts");
        counts.failures().forEach(modes::put);
        var statuses = all.putObject("status_distribution").put("success", 0).put("failure", 0).put("timeout", 0)
                .put("error", 0);
        counts.statuses().forEach(statuses::put);
        var mean = counts.averageProcessingMs();
        return all.put("average_processing_time_ms", mean.isPresent() ? (Double) mean.getAsDouble() : null)
                .put("total_interactions", counts.total());
    }

    void history(Exchange exchange) {
        var id = Ids.known(lab, exchange.parameter("session_id"));
        var page = Page.of(exchange);
        var all = Answers.object().put("session_id", id.value());
        var interactions = all.putArray("interactions");
        lab.interactions(id, page.offset(), page.limit()).forEach(kept -> interactions.add(interaction(kept)));
        all.set("current_state", Answers.tree(lab.state(id)));
        all.set("pagination", page.json(lab.interactions(id)));
        Answers.json(exchange, 200, all);
    }

    private static ObjectNode interaction(KeptInteraction kept) {
        InteractionRow row = kept.row();
        var all = Answers.object().put("id", kept.id()).put("timestamp", row.timestamp().toString());
        all.set("request", Answers.tree(row.request()));
        all.set("response", Answers.tree(row.response()));
        return all.put("status", row.status()).put("natural_status", row.naturalStatus())
                .put("failure_mode", row.failureMode()).put("failure_injection_applied", row.injected())
                .put("natural_response", row.injected() ? row.naturalResponse() : null)
                .put("processing_time_ms", row.processingMs()).put("token_count", row.tokens())
                .put("model_used", row.model()).put("delivered_status", row.deliveredStatus())
                .put("outcome", row.outcome()).put("turn", row.turn());
    }

    void sessions(Exchange exchange) {
        var page = Page.of(exchange);
        var rows = lab.sessions();
        var all = Answers.object();
        var list = all.putArray("sessions");
        rows.stream().skip(page.offset()).limit(page.limit()).forEach(row -> list.add(session(row)));
        all.set("pagination", page.json(rows.size()));
        Answers.json(exchange, 200, all);
    }

    private static ObjectNode session(SessionRow row) {
        return Answers.object().put("session_id", row.id().value()).put("title", row.title())
                .put("created_at", row.created().toString()).put("last_used_at", row.used().toString())
                .put("turns", row.turns()).put("failed_turns", row.injected()).put("recovered_turns", row.recovered())
                .put("in_turn", row.open());
    }
}
