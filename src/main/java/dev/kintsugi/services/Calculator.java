package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A calculator in the shape of math.js' web service: `POST /v4` with `{"expr": "15 * 23 + 47"}`, which answers JSON, or
/// `GET /v4?expr=15*23%2B47`, which answers the bare value as text. Immutable.
final class Calculator implements Service {
    @Override
    public ServiceName name() { return ServiceName.CALCULATOR; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (asked.get("/v4") || asked.get("/v4/")) {
            return inPlain(asked.field("expr"));
        }
        if (!asked.post("/v4") && !asked.post("/v4/")) {
            throw Refusal.unknown("Error: There is no such page; ask POST /v4, or GET /v4?expr=");
        }
        var expression = asked.text("expr");
        if (expression.isEmpty()) {
            throw Refusal.bad("Error: Required parameter \"expr\" missing in the body.");
        }
        return Answer.ok(JsonNodeFactory.instance.objectNode().put("result", value(expression)).putNull("error"));
    }

    private static Answer inPlain(String expression) throws Refusal {
        if (expression.isEmpty()) {
            throw Refusal.bad("Error: Required query parameter \"expr\" missing in url.").inPlain();
        }
        try {
            return Answer.plain(200, value(expression));
        } catch (Refusal e) {
            throw e.inPlain();
        }
    }

    private static String value(String expression) throws Refusal {
        try {
            return Expression.value(expression);
        } catch (ArithmeticException e) {
            throw Refusal.bad("Error: " + e.getMessage());
        }
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        return JsonNodeFactory.instance.objectNode().putNull("result").put("error", refusal.words());
    }
}
