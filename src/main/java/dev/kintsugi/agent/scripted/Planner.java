package dev.kintsugi.agent.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.pack.Step;
import dev.kintsugi.domain.model.ToolCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks an intent's plan to its next move. Immutable.
record Planner(Talk talk, Map<String, String> known) {
    Move next(Intent intent) {
        for (var step : intent.plan()) {
            if (Conditions.hold(step.when(), known)) {
                var move = step.call().isEmpty() ? missing(step) : call(step);
                if (move.isPresent()) {
                    return move.get();
                }
            }
        }
        return intent.replies().stream().filter(reply -> Conditions.hold(reply.when(), known))
                .filter(reply -> reply.say().stream().anyMatch(text -> Template.fill(text, known).isPresent()))
                .findFirst().<Move>map(reply -> new Move.Say(intent, reply)).orElseGet(Move.Pass::new);
    }

    private Optional<Move> missing(Step step) {
        var there = step.choices().stream().anyMatch(name -> !known.getOrDefault(name, "").isEmpty());
        return there ? Optional.empty() : Optional.of(new Move.Ask(step));
    }

    private Optional<Move> call(Step step) {
        if (!talk.tools().contains(step.call()) || talk.results().containsKey(step.call())) {
            return Optional.empty();
        }
        return arguments(step).map(arguments -> new Move.Call(
                new ToolCall("call_" + step.call() + "_" + (talk.results().size() + 1), step.call(), arguments)));
    }

    /// Empty when a required one is not known, or when none is of those that the step has.
    private Optional<String> arguments(Step step) {
        var arguments = JsonNodeFactory.instance.objectNode();
        for (var entry : step.with().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            var parameter = entry.getKey();
            var source = entry.getValue();
            var optional = source.endsWith("?");
            var value = value(optional ? source.substring(0, source.length() - 1) : source);
            if (value.isEmpty() && !optional) {
                return Optional.empty();
            }
            if (!value.isEmpty()) {
                put(arguments, parameter, value);
            }
        }
        return arguments.isEmpty() && !step.with().isEmpty() ? Optional.empty() : Optional.of(arguments.toString());
    }

    private String value(String source) {
        return source.startsWith("=")
                ? Template.fill(source.substring(1), known).orElse("")
                : known.getOrDefault(source, "");
    }

    /// What looks like a count or an amount is written as a number, as the tools' schemas want it.
    private static void put(ObjectNode arguments, String parameter, String value) {
        var plain = value.replaceAll("[$,]", "");
        if (List.of("amount", "days").contains(parameter) && plain.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            arguments.put(parameter, new BigDecimal(plain));
        } else {
            arguments.put(parameter, value);
        }
    }
}
