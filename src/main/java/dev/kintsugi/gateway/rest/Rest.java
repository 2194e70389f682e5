package dev.kintsugi.gateway.rest;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.events.Events;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Handler;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.telemetry.Counts;
import dev.kintsugi.gateway.telemetry.Prometheus;
import dev.kintsugi.lab.Lab;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
        routes.add("POST", "/api/v1/chat", asked(chat::chat))
                .add("POST", "/api/v1/chat/reset/{session_id}", asked(bare(chat::reset)))
                .add("POST", "/api/v1/test-failure/{failure_mode}", asked(bare(chat::test), "test_message"))
                .add("GET", "/api/v1/analytics/failures", asked(records::failures, "hours"))
                .add("GET", "/api/v1/sessions", asked(records::sessions, "limit", "offset"))
                .add("GET", "/api/v1/sessions/{session_id}/history", asked(records::history, "limit", "offset"))
                .add("POST", "/api/v1/sessions/{session_id}/recover", asked(bare(new Recovering(lab)::recover)))
                .add("GET", "/api/v1/people", asked(people::show))
                .add("POST", "/api/v1/people/attendance", asked(people::attend))
                .add("POST", "/api/v1/people/cases/{case}", asked(people::decide))
                .add("GET", "/api/v1/system/status", asked(status::system))
                .add("GET", "/api/v1/failure-scenarios", asked(scenarios::list))
                .add("POST", "/api/v1/failure-scenarios", asked(scenarios::create))
                .add("GET", "/api/v1/failure-scenarios/{name}", asked(scenarios::one))
                .add("PUT", "/api/v1/failure-scenarios/{name}", asked(scenarios::replace))
                .add("DELETE", "/api/v1/failure-scenarios/{name}", asked(scenarios::delete))
                .add("GET", "/api/v1/faults", asked(faults::show)).add("PUT", "/api/v1/faults", asked(faults::change))
                .add("POST", "/api/v1/faults/panic-stop", asked(faults::stop))
                .add("POST", "/api/v1/faults/resume", asked(bare(faults::resume)))
                .add("GET", "/api/v1/events", asked(events::handle, "session", "after"))
                .add("GET", "/health", safe(status::health))
                .add("GET", "/ai/health/error-handling", safe(status::errorHandling))
                .add("GET", "/metrics", safe(prometheus::handle)).add("GET", "/openapi.json", safe(Docs::openApi))
                .add("GET", "/", safe(Docs::home)).add("GET", "/docs", safe(Docs::page))
                .add("GET", "/docs/{file}", safe(Docs::file));
    }

    /// With these parameters at most in its query, each once: one that is misspelt must not look as if it were obeyed.
    private Handler asked(Handler handler, String... parameters) {
        var known = Set.of(parameters);
        return safe(exchange -> {
            for (var given : exchange.query().entrySet()) {
                if (!known.contains(given.getKey())) {
                    throw Refused.field(Answers.shortened(given.getKey()), "There is no such parameter; " + (known
                            .isEmpty()
                                    ? "none is known here"
                                    : "known are " + String.join(", ", new TreeSet<>(known))));
                }
                if (given.getValue().size() > 1) {
                    throw Refused.field(given.getKey(), "'" + given.getKey() + "' is given more than once");
                }
            }
            handler.handle(exchange);
        });
    }

    /// With no field in its body: what somebody writes there must not look as if it were obeyed. (A panic stop heeds no
    /// body at all, so that nothing keeps it from being pressed.)
    private static Handler bare(Handler handler) {
        return exchange -> {
            if (exchange.body().length > 0) {
                Wanted.of(exchange, Set.of());
            }
            handler.handle(exchange);
        };
    }

    private Handler safe(Handler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (Refused refused) {
                refuse(exchange, refused);
            } catch (Problem problem) {
                refuse(exchange, Answers.of(problem, lab.storeHealth().healthy()));
            }
        };
    }

    private static void refuse(Exchange exchange, Refused refused) {
        Answers.refuse(exchange, refused,
                refused.status() == 429 || refused.status() == 503
                        ? Map.of("retry-after", refused.code().equals("rate_limited") ? "60" : "1")
                        : Map.of());
    }
}
