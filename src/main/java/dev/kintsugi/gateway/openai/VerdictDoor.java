package dev.kintsugi.gateway.openai;

import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.report.verdict.VerdictJson;

/// Shows the verdicts on the callers at `/api/v1/verdicts`. Safe for many threads.
public final class VerdictDoor {
    private final Verdicts judge;

    public VerdictDoor(Verdicts judge) { this.judge = judge; }

    public Routes addTo(Routes routes) { return routes.add("GET", "/api/v1/verdicts", this::answer); }

    private void answer(Exchange exchange) {
        Answers.json(exchange, 200, VerdictJson.of(judge.now()).put("turned_away", judge.turnedAway()));
    }
}
