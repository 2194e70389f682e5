package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;

/// Which part of a long list is asked for: `?limit=` (100, at most 1000) and `?offset=` (0). Immutable.
record Page(long offset, int limit) {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    static Page of(Exchange exchange) {
        return new Page(number(exchange, "offset", 0, 0, Long.MAX_VALUE),
                (int) number(exchange, "limit", USUAL, 1, MOST));
    }

    /// A whole number of the query. Throws [Refused] for any other text.
    static long number(Exchange exchange, String name, long usual, long least, long most) {
        var text = exchange.query(name).orElse(Long.toString(usual));
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw Refused.field(name, "'" + name + "' is a whole number from " + least
                    + (most == Long.MAX_VALUE ? "" : " to " + most));
        }
        return Long.parseLong(text);
    }

    ObjectNode json(long total) {
        var json = Answers.object().put("total", total).put("offset", offset).put("limit", limit);
        json.put("next_offset", offset < total - limit ? offset + limit : null);
        return json;
    }
}
