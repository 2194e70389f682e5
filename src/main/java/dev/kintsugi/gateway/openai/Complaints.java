package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/// OpenAI's words for what is wrong with a request. Stateless.
final class Complaints {
    private Complaints() {}

    static RefusedCall missing(String name) {
        return RefusedCall.bad(name, "missing_required_parameter", "Missing required parameter: '" + name + "'.");
    }

    static RefusedCall empty(String name) {
        return RefusedCall.bad(name, "empty_array",
                "Invalid '" + name + "': empty array. Expected an array with minimum"
                        + " length 1, but got an empty array instead.");
    }

    /// @throws RefusedCall unless the value is of the kind that is wanted
    static void unless(boolean good, String name, String wanted, JsonNode got) {
        if (!good) {
            throw RefusedCall.bad(name, "invalid_type", "Invalid type for '" + name + "': expected " + wanted
                    + ", but got " + kind(got) + " instead.");
        }
    }

    private static String kind(JsonNode got) {
        return switch (got.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> got.isIntegralNumber() ? "an integer" : "a decimal";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }

    /// @throws RefusedCall when the list is longer
    static void atMost(int most, String name, JsonNode list) {
        if (list.size() > most) {
            throw RefusedCall.bad(name, "array_above_max_length",
                    "Invalid '" + name + "': array too long. Expected an array"
                            + " with maximum length " + most + ", but got an array with length " + list.size()
                            + " instead.");
        }
    }

    /// @throws RefusedCall unless the value is one of the words that are known
    static void among(Collection<String> known, String name, JsonNode got) {
        if (!known.contains(got.asText())) {
            throw RefusedCall.bad(name, "invalid_value", "Invalid value: '" + got.asText()
                    + "'. Supported values are: '" + String.join("', '", known) + "'.");
        }
    }

    static RefusedCall onlyWith(String name, String other) {
        return RefusedCall.bad(name, null,
                "Invalid value for '" + name + "': '" + name + "' is only allowed when " + other
                        + ".");
    }

    /// What an agent would wait for in vain, since its model cannot do it.
    static RefusedCall unsupported(String name) {
        return RefusedCall.bad(name, "unsupported_parameter", "Unsupported parameter: '" + name
                + "' is not supported with this model.");
    }
}
