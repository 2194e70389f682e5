package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A calculator in the shape of math.js' web service: `POST /v4` with `{"expr": "15 * 23 + 47"}`. Immutable.
final class Calculator implements Service {
    @Override
    public ServiceName name() { return ServiceName.CALCULATOR; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (!asked.post("/v4") && !asked.post("/v4/")) {
            throw Refusal.unknown("Error: There is no such page; ask POST /v4");
        }
        var expression = asked.text("expr");
        if (expression.isEmpty()) {
            throw Refusal.bad("Error: Required parameter \"expr\" missing in the body.");
        }
        try {
            return Answer.ok(JsonNodeFactory.instance.objectNode().put("result", Expression.value(expression))
                    .putNull("error"));
        } catch (ArithmeticException e) {
            throw Refusal.bad("Error: " + e.getMessage());
        }
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        return JsonNodeFactory.instance.objectNode().putNull("result").put("error", refusal.words());
    }
}
