package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.domain.model.Effect;
import java.util.List;

/// Calculates, by the interface of math.js' web service. Stateless.
final class CalculatorErrand {
    static final List<Errand> ALL = List.of(Errand.of("calculator", "calculate", Effect.READ,
            "Works out arithmetic, to 34 digits: + - * / % ^, brackets, sqrt, abs, min, max.",
            List.of(Parameter.required("expression", "e.g. 15 * 23 + 47")),
            (by, _) -> Question.json("/v4",
                    JsonNodeFactory.instance.objectNode().put("expr", by.required("expression"))),
            (by, _, answer) -> {
                var json = JsonNodeFactory.instance.objectNode();
                json.putObject("calculation").put("expression", by.text("expression")).put("result",
                        answer.path("result").asText());
                return json;
            }));

    private CalculatorErrand() {}
}
