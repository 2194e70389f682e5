package dev.kintsugi.lab.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts earlier answers into arguments: `${step.field.inner}`. Stateless.
final class References {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern REFERENCE = Pattern
            .compile("\\$\\{([a-z][a-z0-9_]{0,39})((?:\\.[A-Za-z0-9_-]{1,60}){0,10})\\}");

    private References() {}

    /// The steps that an argument refers to, in order.
    static List<String> steps(Object argument) {
        return argument instanceof String text
                ? REFERENCE.matcher(text).results().map(m -> m.group(1)).toList()
                : List.of();
    }

    /// The arguments as a JSON object. Throws `IllegalArgumentException` when an answer has no such field.
    ///
    /// @param answers by step, JSON objects as text
    static String resolved(Map<String, Object> arguments, Map<String, String> answers) {
        var out = new LinkedHashMap<String, Object>();
        arguments.forEach((name, value) -> out.put(name, value instanceof String text ? value(text, answers) : value));
        try {
            return JSON.writeValueAsString(out);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments cannot be written as JSON", e);
        }
    }

    /// A text that is one reference keeps the kind of what it stands for; inside a longer text it becomes text.
    private static Object value(String text, Map<String, String> answers) {
        var whole = REFERENCE.matcher(text);
        if (whole.matches()) {
            return found(whole.toMatchResult(), answers);
        }
        return REFERENCE.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(found(m, answers).asText()));
    }

    private static JsonNode found(MatchResult reference, Map<String, String> answers) {
        try {
            var answer = JSON.readTree(answers.getOrDefault(reference.group(1), "{}"));
            var found = answer.at(reference.group(2).replace('.', '/'));
            if (found.isMissingNode()) {
                throw new IllegalArgumentException("step '" + reference.group(1) + "' did not answer "
                        + reference.group());
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("step '" + reference.group(1) + "' did not answer in JSON", e);
        }
    }
}
