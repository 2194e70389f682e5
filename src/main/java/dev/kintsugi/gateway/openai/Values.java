package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a single value of a request may be, in either API. Each refuses what is not. Stateless.
final class Values {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9_-]+$");
    private static final int LONGEST_NAME = 64;
    private static final int MOST_PAIRS = 16;
    private static final int LONGEST_VALUE = 512;

    private Values() {}

    /// A name of a function or a schema.
    static void named(JsonNode name, String place) {
        if (!name.isTextual()) {
            throw Complaints.missing(place);
        }
        atMost(LONGEST_NAME, name.asText(), place);
        if (!NAME.matcher(name.asText()).matches()) {
            throw RefusedCall.bad(place, "invalid_value",
                    "Invalid '" + place + "': string does not match pattern. Expected"
                            + " a string that matches the pattern '" + NAME + "'.");
        }
    }

    private static void atMost(int longest, String text, String place) {
        if (text.length() > longest) {
            throw RefusedCall.bad(place, "string_above_max_length",
                    "Invalid '" + place + "': string too long. Expected a"
                            + " string with maximum length " + longest + ", but got a string with length "
                            + text.length()
                            + " instead.");
        }
    }

    /// What a caller notes beside its request.
    static void metadata(JsonNode tree) {
        var pairs = tree.path("metadata");
        if (pairs.size() > MOST_PAIRS) {
            throw RefusedCall.bad("metadata", "object_above_max_properties",
                    "Invalid 'metadata': too many properties. Expected an object with at most " + MOST_PAIRS
                            + " properties, but got an object with " + pairs.size() + " properties instead.");
        }
        pairs.properties().forEach(pair -> {
            var place = "metadata." + pair.getKey();
            atMost(LONGEST_NAME, pair.getKey(), place);
            Complaints.unless(pair.getValue().isTextual(), place, "a string", pair.getValue());
            atMost(LONGEST_VALUE, pair.getValue().asText(), place);
        });
    }

    static void optional(JsonNode tree, String name, Predicate<JsonNode> good, String wanted) {
        if (tree.hasNonNull(name)) {
            Complaints.unless(good.test(tree.path(name)), name, wanted, tree.path(name));
        }
    }

    static void number(JsonNode tree, String name, double least, double most) {
        optional(tree, name, JsonNode::isNumber, "a decimal");
        bounds(tree, name, "decimal", least, most);
    }

    static void whole(JsonNode tree, String name, int least, int most) {
        optional(tree, name, JsonNode::isIntegralNumber, "an integer");
        bounds(tree, name, "integer", least, most);
    }

    private static void bounds(JsonNode tree, String name, String kind, double least, double most) {
        var value = tree.path(name);
        if (!value.isNumber()) {
            return;
        }
        if (value.asDouble() < least) {
            throw RefusedCall.bad(name, kind + "_below_min_value",
                    "Invalid '" + name + "': " + kind + " below minimum value."
                            + " Expected a value >= " + plain(least) + ", but got " + value + " instead.");
        }
        if (value.asDouble() > most) {
            throw RefusedCall.bad(name, kind + "_above_max_value",
                    "Invalid '" + name + "': " + kind + " above maximum value."
                            + " Expected a value <= " + plain(most) + ", but got " + value + " instead.");
        }
    }

    private static String plain(double bound) { return Long.toString((long) bound); }
}
