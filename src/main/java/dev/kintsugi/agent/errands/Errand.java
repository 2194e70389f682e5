package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.tools.Arguments;
import dev.kintsugi.agent.tools.Refusal;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.ToolSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a tool asks a service, and what of its answer the model reads. Immutable.
///
/// @param service which, e.g. `weather`
record Errand(String service, ToolSpec spec, Set<String> parameters, Asking asking, Reading reading) {
    /// Makes a request of what a model passed.
    interface Asking {
        Question ask(Arguments by, LocalDate today) throws Refusal;
    }

    /// Takes what matters from an answer; an empty object stands for an answer that is only foreseen.
    interface Reading {
        ObjectNode read(Arguments by, LocalDate today, JsonNode answer) throws Refusal;
    }

    /// One parameter, a text.
    record Parameter(String name, boolean required, String description) {
        static Parameter required(String name, String description) { return new Parameter(name, true, description); }

        static Parameter optional(String name, String description) { return new Parameter(name, false, description); }

        String schema() { return "\"" + name + "\": {\"type\": \"string\", \"description\": \"" + description + "\"}"; }
    }

    static Errand of(String service, String name, Effect effect, String description, List<Parameter> parameters,
            Asking asking,
            Reading reading) {
        var properties = parameters.stream().map(Parameter::schema).collect(Collectors.joining(", "));
        var required = parameters.stream().filter(Parameter::required).map(p -> "\"" + p.name() + "\"")
                .collect(Collectors.joining(", "));
        var schema = "{\"type\": \"object\", \"properties\": {" + properties + "}, \"required\": [" + required
                + "], \"additionalProperties\": false}";
        return new Errand(service, new ToolSpec(name, description, schema, effect),
                parameters.stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet()), asking, reading);
    }
}
