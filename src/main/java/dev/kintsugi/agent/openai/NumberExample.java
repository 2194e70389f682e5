package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a number within the bounds of a JSON Schema: the least that is allowed, where none is named or a negative one 1 or
/// 0, or what is near a bound. Where the bounds leave nothing it is the least all the same. Stateless.
final class NumberExample {
    private static final int MOST_DIGITS = 40;

    private NumberExample() {}

    static JsonNode whole(JsonNode schema) {
        return JsonNodeFactory.instance.numberNode(of(schema, BigDecimal.ONE).toBigInteger());
    }

    static JsonNode of(JsonNode schema) {
        return JsonNodeFactory.instance.numberNode(of(schema, BigDecimal.ZERO).doubleValue());
    }

    /// @param unit what it has to be a multiple of where the schema does not say; zero for nothing
    private static BigDecimal of(JsonNode schema, BigDecimal unit) {
        var least = bound(schema, "minimum").or(() -> bound(schema, "exclusiveMinimum"));
        var most = bound(schema, "maximum").or(() -> bound(schema, "exclusiveMaximum"));
        var step = bound(schema, "multipleOf").filter(m -> m.signum() > 0).orElse(unit);
        var middle = least.flatMap(l -> most.map(m -> l.add(m).divide(BigDecimal.TWO)));
        var near = Stream.of(least, most, middle).flatMap(Optional::stream)
                .flatMap(n -> Stream.of(n, up(n, step), down(n, step)));
        return Stream.concat(
                least.filter(l -> l.signum() >= 0).isPresent() ? Stream.empty() : Stream.of(BigDecimal.ONE, step), near)
                .filter(n -> fits(schema, n, step)).findFirst().orElse(least.orElse(BigDecimal.ONE));
    }

    private static BigDecimal up(BigDecimal n, BigDecimal step) {
        return step.signum() == 0 ? n.add(BigDecimal.ONE) : multiple(n, step, RoundingMode.FLOOR).add(step);
    }

    private static BigDecimal down(BigDecimal n, BigDecimal step) {
        return step.signum() == 0 ? n.subtract(BigDecimal.ONE) : multiple(n, step, RoundingMode.CEILING).subtract(step);
    }

    private static BigDecimal multiple(BigDecimal n, BigDecimal step, RoundingMode rounding) {
        return n.divide(step, 0, rounding).multiply(step);
    }

    private static boolean fits(JsonNode schema, BigDecimal n, BigDecimal step) {
        return bound(schema, "minimum").stream().allMatch(m -> n.compareTo(m) >= 0)
                && bound(schema, "exclusiveMinimum").stream().allMatch(m -> n.compareTo(m) > 0)
                && bound(schema, "maximum").stream().allMatch(m -> n.compareTo(m) <= 0)
                && bound(schema, "exclusiveMaximum").stream().allMatch(m -> n.compareTo(m) < 0)
                && (step.signum() == 0 || n.remainder(step).signum() == 0);
    }

    private static Optional<BigDecimal> bound(JsonNode schema, String name) {
        return Optional.of(schema.path(name)).filter(JsonNode::isNumber).map(JsonNode::decimalValue)
                .filter(n -> n.precision() <= MOST_DIGITS && Math.abs(n.scale()) <= MOST_DIGITS);
    }
}
