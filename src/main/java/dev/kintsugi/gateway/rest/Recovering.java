package dev.kintsugi.gateway.rest;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.rescue.Rescue;

/// Brings a whole session back for a caller. Safe for many threads.
record Recovering(Lab lab) {
    void recover(Exchange exchange) {
        var id = Ids.known(lab, exchange.parameter("session_id"));
        if (lab.openSessions().stream().anyMatch(s -> s.id().equals(id) && s.busy())) {
            throw new Refused(409, "session_busy", "session_id", "A turn is under way", "Ask again when it is over");
        }
        Answers.json(exchange, 200, Answers.tree(new Rescue(lab, new ConversationClock()).recover(id).fields()));
    }
}
