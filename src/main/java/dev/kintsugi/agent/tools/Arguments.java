package dev.kintsugi.agent.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// What a model passed to a tool, read with care: a model may write anything. Immutable.
public record Arguments(JsonNode values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CHARS = 8_000;

    /// Reads arguments; refuses what is no object and names that the tool does not know.
    public static Arguments parse(String text, Set<String> known) throws Refusal {
        var values = tree(text);
        if (!values.isObject()) {
            throw Refusal.badArguments("the arguments must be a JSON object");
        }
        for (var name : (Iterable<String>) values::fieldNames) {
            if (!known.contains(name)) {
                throw Refusal.badArguments("there is no parameter '" + name + "'; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return new Arguments(values);
    }

    private static JsonNode tree(String text) throws Refusal {
        if (text.length() > MAX_CHARS) {
            throw Refusal.badArguments("the arguments are longer than " + MAX_CHARS + " characters");
        }
        try {
            return JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw Refusal.badArguments("the arguments are not valid JSON");
        }
    }

    /// A text, empty when it is absent.
    public String text(String name) {
        var value = values.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }

    /// The same, which must be there.
    public String required(String name) throws Refusal {
        var value = text(name);
        if (value.isEmpty()) {
            throw Refusal.badArguments("the parameter '" + name + "' is required");
        }
        return value;
    }

    /// At least one of these is there.
    public void oneOf(List<String> names) throws Refusal {
        if (names.stream().allMatch(name -> text(name).isEmpty())) {
            throw Refusal.badArguments("one of " + String.join(", ", names) + " is required");
        }
    }

    /// A whole number that must be there.
    public int whole(String name, int least, int most) throws Refusal {
        var number = number(name);
        if (number.stripTrailingZeros().scale() > 0 || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw Refusal.badArguments("'" + name + "' must be a whole number from " + least + " to " + most);
        }
        return number.intValue();
    }

    /// Dollars that must be there.
    public BigDecimal money(String name) throws Refusal {
        var number = number(name);
        if (number.signum() <= 0 || number.stripTrailingZeros().scale() > 2 || number.precision() > 12) {
            throw Refusal.badArguments("'" + name + "' must be a positive amount with at most two decimals");
        }
        return number;
    }

    private BigDecimal number(String name) throws Refusal {
        var text = required(name);
        try {
            if (text.length() <= 30) {
                return Money.parse(text);
            }
        } catch (NumberFormatException e) {
            // told below, in words a model can act on
        }
        throw Refusal.badArguments("'" + name + "' must be a number");
    }
}
