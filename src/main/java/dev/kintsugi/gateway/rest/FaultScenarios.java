package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// `/api/v1/failure-scenarios`: what the modes are set to, and faults that people make up. Safe for many threads.
final class FaultScenarios {
    private static final Set<String> FIELDS = Set.of("name", "description", "failure_type", "config", "enabled");
    private static final int NAME = 64;
    private static final int DESCRIPTION = 2_000;
    private static final int CONFIG = 16_384;

    private final Lab lab;

    FaultScenarios(Lab lab) { this.lab = lab; }

    void list(Exchange exchange) {
        var list = JsonNodeFactory.instance.arrayNode();
        lab.faultBook().all().forEach(kept -> list.add(json(kept.row())));
        Answers.json(exchange, 200, list);
    }

    void one(Exchange exchange) {
        var name = exchange.parameter("name");
        Answers.json(exchange, 200, json(lab.faultBook().named(name).orElseThrow(() -> unknown(name)).row()));
    }

    void create(Exchange exchange) {
        var body = Wanted.of(exchange, FIELDS);
        var row = row(body.said("name", NAME), body);
        var added = sensible(() -> lab.faultBook().add(row));
        if (added.isEmpty()) {
            throw new Refused(409, "name_taken", "name", "There is a failure scenario '" + row.name() + "' already",
                    "PUT /api/v1/failure-scenarios/" + row.name() + " changes it");
        }
        Answers.json(exchange, 201, Map.of("location", "/api/v1/failure-scenarios/" + row.name()), json(row));
    }

    /// Writes it whole, new or known.
    void replace(Exchange exchange) {
        var body = Wanted.of(exchange, FIELDS);
        var name = exchange.parameter("name");
        body.text("name", NAME).filter(n -> !n.equals(name)).ifPresent(_ -> {
            throw Refused.field("name", "'name' is another one than in the path");
        });
        var row = row(name, body);
        var known = lab.faultBook().named(name).isPresent();
        sensible(() -> lab.faultBook().save(row));
        Answers.json(exchange, known ? 200 : 201, json(row));
    }

    void delete(Exchange exchange) {
        var name = exchange.parameter("name");
        if (!sensible(() -> lab.faultBook().remove(name))) {
            throw unknown(name);
        }
        exchange.reply(204, Answers.headers(exchange, "application/json", Map.of()), new byte[0]);
    }

    private static FaultRow row(String name, Wanted body) {
        return new FaultRow(name, body.text("description", DESCRIPTION).orElse(""), body.said("failure_type", NAME),
                body.object("config", CONFIG).orElse("{}"), body.flag("enabled").orElse(true));
    }

    private <T> T sensible(Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem e) {
            if (e.exit() != Problem.Exit.USAGE || !lab.storeHealth().healthy()) {
                throw Answers.of(e, lab.storeHealth().healthy());
            }
            throw new Refused(400, "invalid_scenario", "", e.what() + ": " + e.why(), e.todo());
        }
    }

    private static Refused unknown(String name) {
        return new Refused(404, "unknown_scenario", "name",
                "There is no failure scenario '" + Answers.shortened(name) + "'",
                "GET /api/v1/failure-scenarios lists them");
    }

    private static ObjectNode json(FaultRow row) {
        var all = Answers.object().put("name", row.name()).put("description", row.description()).put("failure_type",
                row.type());
        all.set("config", Answers.tree(row.config()));
        return all.put("enabled", row.enabled());
    }
}
