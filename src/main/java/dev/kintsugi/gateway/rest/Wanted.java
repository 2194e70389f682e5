package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/// A request's body as an object whose fields are asked for by name and type. What is not asked for is refused, and so
/// is what is of another type, with the field's name. Immutable.
final class Wanted {
    private static final int DEEPEST = 32;
    private static final int MOST_DIGITS = 64;
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                            .maxNumberLength(MOST_DIGITS).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;

    private Wanted(JsonNode root) { this.root = root; }

    /// The body of a request that has these fields at most. Throws [Refused] for anything else.
    static Wanted of(Exchange exchange, Set<String> fields) {
        var root = parse(exchange);
        root.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw Refused.field(Answers.shortened(name), "There is no such field; " + (fields.isEmpty()
                        ? "this call has none in its body"
                        : "known are " + String.join(", ", fields.stream().sorted().toList())));
            }
        });
        return new Wanted(root);
    }

    static JsonNode parse(Exchange exchange) {
        if (!Utf8.isSound(exchange.body())) {
            throw new Refused(400, "invalid_json", "", "The body is not valid UTF-8", "Send it as UTF-8");
        }
        try {
            var root = JSON.readTree(exchange.body());
            if (!root.isObject()) {
                throw new Refused(400, "invalid_json", "", "The body is not a JSON object", "Send an object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new Refused(400, "invalid_json", "", "The body is not valid JSON: " + words(e),
                    "Correct it and send it again");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            throw new Refused(400, "invalid_json", "", "A number in the body is out of all bounds",
                    "Send a smaller one");
        }
    }

    /// What is wrong and where, without the library's remarks on itself.
    private static String words(JsonProcessingException e) {
        var words = ParserWords.of(e.getOriginalMessage());
        var at = e.getLocation();
        return at == null ? words : words + ", in line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(root.get(name)).filter(v -> !v.isNull());
    }

    boolean has(String name) { return value(name).isPresent(); }

    /// A text of at most so many characters.
    Optional<String> text(String name, int longest) {
        return value(name).map(v -> {
            if (!v.isTextual()) {
                throw Refused.field(name, "'" + name + "' is a text");
            }
            if (v.textValue().length() > longest) {
                throw Refused.field(name, "'" + name + "' has at most " + longest + " characters");
            }
            return v.textValue();
        });
    }

    /// The same, but it must be there and say something.
    String said(String name, int longest) {
        var text = text(name, longest).orElse("");
        if (text.isBlank()) {
            throw Refused.field(name, "'" + name + "' is needed and may not be blank");
        }
        return text;
    }

    Optional<Integer> number(String name, int least, int most) {
        return value(name).map(v -> {
            if (!v.isIntegralNumber() || !v.canConvertToInt() || v.intValue() < least || v.intValue() > most) {
                throw Refused.field(name, "'" + name + "' is a whole number from " + least + " to " + most);
            }
            return v.intValue();
        });
    }

    Optional<Boolean> flag(String name) {
        return value(name).map(v -> {
            if (!v.isBoolean()) {
                throw Refused.field(name, "'" + name + "' is true or false");
            }
            return v.booleanValue();
        });
    }

    /// Whether it holds a number that programs would read back as infinite.
    private static boolean isEndless(JsonNode value) {
        return value.isNumber()
                ? Double.isInfinite(value.doubleValue())
                : value.valueStream().anyMatch(Wanted::isEndless);
    }

    /// An object, as text.
    Optional<String> object(String name, int longest) {
        return value(name).map(v -> {
            if (!v.isObject()) {
                throw Refused.field(name, "'" + name + "' is an object");
            }
            if (isEndless(v)) {
                throw Refused.field(name, "'" + name + "' holds a number that is out of all bounds");
            }
            var text = v.toString();
            if (text.length() > longest) {
                throw Refused.field(name, "'" + name + "' has at most " + longest + " characters as JSON");
            }
            return text;
        });
    }
}
