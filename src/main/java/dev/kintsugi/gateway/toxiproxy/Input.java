package dev.kintsugi.gateway.toxiproxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.ParserWords;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object. What it does not know is left alone, and null is as if it were not there. What has
/// another type than it should is an [ApiError]. Immutable.
record Input(JsonNode object) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper STRICT = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// The whole body, an object or a list. Throws an [ApiError] for what is no JSON.
    static JsonNode tree(byte[] body) { return tree(JSON, body, _ -> ""); }

    /// The same of a file that a person wrote: no field twice, nothing after its end, and what is wrong is told with its
    /// place.
    static JsonNode file(byte[] content) { return tree(STRICT, content, e -> place(e.getLocation())); }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static JsonNode tree(ObjectMapper reader, byte[] body, Function<JsonProcessingException, String> place) {
        try {
            var tree = reader.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw ApiError.badBody("it is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw ApiError.badBody(place.apply(e) + ParserWords.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw ApiError.badBody("it cannot be read");
        }
    }

    static Input of(JsonNode tree) {
        if (!tree.isObject()) {
            throw ApiError.badBody("it is no JSON object");
        }
        return new Input(tree);
    }

    /// Under this very name, or else in other capitals, as Go reads fields.
    private @Nullable JsonNode field(String name) {
        var value = object.has(name) ? object.get(name) : inOtherCapitals(name);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable JsonNode inOtherCapitals(String name) {
        return object.propertyStream().filter(field -> field.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue)
                .reduce((_, last) -> last).orElse(null);
    }

    Optional<String> text(String name) {
        var value = field(name);
        if (value != null && !value.isTextual()) {
            throw ApiError.badBody("'" + name + "' is no text");
        }
        return Optional.ofNullable(value).map(JsonNode::textValue);
    }

    Optional<Boolean> flag(String name) {
        var value = field(name);
        if (value != null && !value.isBoolean()) {
            throw ApiError.badBody("'" + name + "' is neither true nor false");
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    double number(String name, double otherwise) {
        var value = field(name);
        if (value != null && !value.isNumber()) {
            throw ApiError.badBody("'" + name + "' is no number");
        }
        return value == null ? otherwise : value.doubleValue();
    }

    long whole(String name, long otherwise) {
        var value = field(name);
        if (value != null && (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue())
                || Math.abs(value.doubleValue()) > 1e15)) {
            throw ApiError.badBody("'" + name + "' is no whole number");
        }
        return value == null ? otherwise : value.longValue();
    }

    /// An object inside; an empty one when it is not there.
    Input inside(String name) {
        var value = field(name);
        if (value != null && !value.isObject()) {
            throw ApiError.badBody("'" + name + "' is no object");
        }
        return new Input(value == null ? JsonNodeFactory.instance.objectNode() : value);
    }

    /// A list inside; an empty one when it is not there.
    JsonNode list(String name) {
        var value = field(name);
        if (value != null && !value.isArray()) {
            throw ApiError.badBody("'" + name + "' is no list");
        }
        return value == null ? JsonNodeFactory.instance.arrayNode() : value;
    }
}
