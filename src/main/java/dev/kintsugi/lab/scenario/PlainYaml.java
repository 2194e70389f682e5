package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the plain part of YAML: maps, lists, texts, numbers, true and false, and remembers where each stood. A field
/// said twice is refused, a word such as `NO` or `on` stays the word it is, and a number is one only when it looks the
/// same to everybody. For one text and one thread.
public final class PlainYaml {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,9})?");
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build();

    private final String file;
    private final YAMLParser parser;
    private final Map<String, Place> places = new HashMap<>();

    private PlainYaml(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    public static Source read(String file, String text) {
        YamlManners.check(file, text);
        try (var parser = FACTORY.createParser(text)) {
            return new PlainYaml(file, parser).document();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Source.problem(file, at == null ? Place.START : new Place(at.getLineNr(), at.getColumnNr()),
                    "only plain names, texts and numbers are allowed: " + ParserWords.of(e.getOriginalMessage()),
                    YamlManners.SPACES);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    private Source document() throws IOException {
        if (parser.nextToken() == null) {
            throw Source.problem(file, Place.START, "the file is empty",
                    "Start from an example: there are some in scenarios and docs/howto");
        }
        return new Source(file, value(""), places);
    }

    private JsonNode value(String pointer) throws IOException {
        places.putIfAbsent(pointer, here());
        var nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(pointer);
            case START_ARRAY -> list(pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw refuse("a value is missing", YamlManners.SPACES);
        };
    }

    private JsonNode map(String pointer) throws IOException {
        var map = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var child = pointer + "/" + name;
            if (map.has(name)) {
                throw refuse("the field '" + shortened(name) + "' stands here for the second time, first at "
                        + places.get(child), "Keep one of the two");
            }
            places.put(child, here());
            parser.nextToken();
            map.set(name, value(child));
        }
        return map;
    }

    private JsonNode list(String pointer) throws IOException {
        var list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(pointer + "/" + list.size()));
        }
        return list;
    }

    private JsonNode number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw refuse("'" + shortened(text) + "' is a number that YAML reads in its own way",
                    "Write it plainly, e.g. 12 or 0.5, or in quotes if it is a text");
        }
        var value = new BigDecimal(text);
        return text.contains(".")
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.numberNode(value.longValueExact());
    }

    private Problem refuse(String why, String todo) { return Source.problem(file, here(), why, todo); }

    private Place here() {
        var at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    private static String shortened(String text) { return text.length() > 40 ? text.substring(0, 40) + "…" : text; }
}
