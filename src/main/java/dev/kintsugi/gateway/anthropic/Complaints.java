package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.gateway.openai.RefusedCall;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Anthropic's words for what is wrong with a request: where, and then what. Stateless.
final class Complaints {
    private Complaints() {}

    static RefusedCall bad(String message) { return RefusedCall.bad(null, null, message); }

    static RefusedCall missing(String place) { return bad(place + ": Field required"); }

    /// @throws RefusedCall unless there is such a field, and it is of the kind that is wanted
    static void needs(JsonNode tree, String place, String name, Predicate<JsonNode> good, String wanted) {
        if (tree.path(name).isMissingNode()) {
            throw missing(place + name);
        }
        unless(good.test(tree.path(name)), place + name, wanted);
    }

    /// @throws RefusedCall when there is such a field, and it is of another kind
    static void optional(JsonNode tree, String place, String name, Predicate<JsonNode> good, String wanted) {
        if (tree.hasNonNull(name)) {
            unless(good.test(tree.path(name)), place + name, wanted);
        }
    }

    static void unless(boolean good, String place, String wanted) {
        if (!good) {
            throw bad(place + ": Input should be " + wanted);
        }
    }

    /// @throws RefusedCall when a number is out of its bounds
    static void within(JsonNode tree, String name, double least, double most) {
        var value = tree.path(name);
        unless(!value.isNumber() || value.asDouble() >= least, name, "greater than or equal to " + plain(least));
        unless(!value.isNumber() || value.asDouble() <= most, name, "less than or equal to " + plain(most));
    }

    private static String plain(double bound) { return Long.toString((long) bound); }

    /// Words as they are listed.
    static String quoted(Collection<String> words) {
        return words.stream().map(w -> "'" + w + "'").collect(Collectors.joining(", "));
    }
}
