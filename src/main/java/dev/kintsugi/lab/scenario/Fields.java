package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// The fields of one map in a file that its schema has approved. Immutable as long as nobody changes the tree.
public record Fields(Source source, String pointer, JsonNode map) {
    public static Fields of(Source source) { return new Fields(source, "", source.root()); }

    public boolean has(String name) { return map.has(name); }

    public String text(String name, String otherwise) { return map.path(name).asText(otherwise); }

    public String text(String name) { return text(name, ""); }

    public long number(String name, long otherwise) { return map.path(name).asLong(otherwise); }

    public boolean flag(String name, boolean otherwise) { return map.path(name).asBoolean(otherwise); }

    /// A decimal as parts per million, whole: what lies beyond six places is a mistake worth telling.
    public int ppm(String name, int otherwise) {
        try {
            return has(name) ? map.path(name).decimalValue().movePointRight(6).intValueExact() : otherwise;
        } catch (ArithmeticException e) {
            throw problem(name, "'" + name + "' has more than six decimals", "Round it to six, e.g. 0.333333");
        }
    }

    public int ppm(String name) { return ppm(name, Probability.ONE_PPM); }

    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
    }

    public Fields map(String name) { return new Fields(source, pointer + "/" + name, map.path(name)); }

    public List<Fields> maps(String name) {
        return IntStream.range(0, map.path(name).size())
                .mapToObj(i -> new Fields(source, pointer + "/" + name + "/" + i, map.path(name).get(i))).toList();
    }

    /// The texts of a list; none when there is no such field.
    public List<String> texts(String name) {
        return StreamSupport.stream(map.path(name).spliterator(), false).map(JsonNode::asText).toList();
    }

    public List<String> names() {
        var names = new TreeMap<String, JsonNode>();
        map.properties().forEach(e -> names.put(e.getKey(), e.getValue()));
        return List.copyOf(names.keySet());
    }

    /// Whatever something else has against a value is told with the value's place.
    public <T> T told(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem e) {
            throw problem(name, e.what() + ": " + e.why(), e.todo());
        } catch (IllegalArgumentException e) {
            throw problem(name, String.valueOf(e.getMessage()), "Correct it");
        }
    }

    public Problem problem(String name, String why, String todo) {
        return source.problem(name.isEmpty() ? pointer : pointer + "/" + name, why, todo);
    }
}
