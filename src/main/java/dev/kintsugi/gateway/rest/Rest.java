package dev.kintsugi.gateway.rest;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.events.Events;
import dev.kintsugi.gateway.http.Handler;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.telemetry.Counts;
import dev.kintsugi.gateway.telemetry.Prometheus;
import dev.kintsugi.lab.Lab;
import java.util.Map;

/// The lab's own endpoints. What is refused or goes wrong in them becomes an answer in the one error shape.
public final class Rest {
    private final Lab lab;

    private Rest(Lab lab) { this.lab = lab; }

    /// Adds every endpoint to the routes.
    ///
    /// @param perMinute messages of one session in a minute
    public static void add(Routes routes, Lab lab, Counts counts, Prometheus prometheus, Events events,
            int perMinute, String version) {
        new Rest(lab).add(routes, new Chat(lab, new Turns(lab), perMinute), counts, prometheus, events, version);
    }

    private void add(Routes routes, Chat chat, Counts counts, Prometheus prometheus, Events events, String version) {
        var status = new Status(lab, counts, chat, version);
        var records = new Records(lab);
        var scenarios = new FaultScenarios(lab);
        var faults = new Faults(lab);
        var people = new PeopleDoor(lab);
        routes.add("POST", "/api/v1/chat", safe(chat::chat))
                .add("POST", "/api/v1/chat/reset/{session_id}", safe(chat::reset))
                .add("POST", "/api/v1/test-failure/{failure_mode}", safe(chat::test))
                .add("GET", "/api/v1/analytics/failures", safe(records::failures))
                .add("GET", "/api/v1/sessions", safe(records::sessions))
                .add("GET", "/api/v1/sessions/{session_id}/history", safe(records::history))
                .add("POST", "/api/v1/sessions/{session_id}/recover", safe(new Recovering(lab)::recover))
                .add("GET", "/api/v1/people", safe(people::show))
                .add("POST", "/api/v1/people/attendance", safe(people::attend))
                .add("POST", "/api/v1/people/cases/{case}", safe(people::decide))
                .add("GET", "/api/v1/system/status", safe(status::system))
                .add("GET", "/api/v1/failure-scenarios", safe(scenarios::list))
                .add("POST", "/api/v1/failure-scenarios", safe(scenarios::create))
                .add("GET", "/api/v1/failure-scenarios/{name}", safe(scenarios::one))
                .add("PUT", "/api/v1/failure-scenarios/{name}", safe(scenarios::replace))
                .add("DELETE", "/api/v1/failure-scenarios/{name}", safe(scenarios::delete))
                .add("GET", "/api/v1/faults", safe(faults::show)).add("PUT", "/api/v1/faults", safe(faults::change))
                .add("POST", "/api/v1/faults/panic-stop", safe(faults::stop))
                .add("POST", "/api/v1/faults/resume", safe(faults::resume))
                .add("GET", "/api/v1/events", safe(events::handle)).add("GET", "/health", safe(status::health))
                .add("GET", "/ai/health/error-handling", safe(status::errorHandling))
                .add("GET", "/metrics", safe(prometheus::handle)).add("GET", "/openapi.json", safe(Docs::openApi))
                .add("GET", "/docs", safe(Docs::page)).add("GET", "/docs/{file}", safe(Docs::file));
    }

    private Handler safe(Handler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (Refused refused) {
                var more = refused.status() == 429 || refused.status() == 503
                        ? Map.of("retry-after", refused.code().equals("rate_limited") ? "60" : "1")
                        : Map.<String, String>of();
                Answers.refuse(exchange, refused, more);
            } catch (Problem problem) {
                Answers.refuse(exchange, Answers.of(problem, lab.storeHealth().healthy()));
            }
        };
    }
}
