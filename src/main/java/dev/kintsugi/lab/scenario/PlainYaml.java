package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads the plain part of YAML: maps, lists, texts, numbers, true and false. Refused, with their place: aliases,
/// anchors, tags, a second document, a field said twice. A word such as `NO` or `on` stays the word it is, and a number
/// is one only when it looks the same to everybody. For one text and one thread.
final class PlainYaml {
    private static final int DEEPEST = 24;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,9})?");
    private static final String SPACES = "Check indentation (spaces, no tabs), colons and quotes near that place";
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build();

    private final String file;
    private final YAMLParser parser;
    private final Map<String, Place> places = new HashMap<>();

    private PlainYaml(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Source read(String file, String text) {
        try (var parser = FACTORY.createParser(text)) {
            return new PlainYaml(file, parser).document();
        } catch (StreamConstraintsException e) {
            throw Source.problem(file, place(e), "it is nested more than " + DEEPEST + " deep", "Make it flatter");
        } catch (IOException | YAMLException e) {
            throw Source.problem(file, place(e), "this is not valid YAML" + inWords(e), SPACES);
        }
    }

    private Source document() throws IOException {
        if (parser.nextToken() == null) {
            throw Source.problem(file, Place.START, "the file is empty", "Start from scenarios/first-steps.yaml");
        }
        var root = value("");
        if (parser.nextToken() != null) {
            throw refuse("a second document begins here", "Keep one document a file: remove the line '---'");
        }
        return new Source(file, root, places);
    }

    private JsonNode value(String pointer) throws IOException {
        places.putIfAbsent(pointer, here());
        refuseReferences();
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
                throw refuse("a value is missing", SPACES);
        };
    }

    private JsonNode map(String pointer) throws IOException {
        var map = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            refuseReferences();
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
        var value = new java.math.BigDecimal(text);
        return text.contains(".")
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.numberNode(value.longValueExact());
    }

    private void refuseReferences() throws IOException {
        if (parser.isCurrentAlias()) {
            throw refuse("the alias '*" + shortened(parser.getText()) + "' is not allowed", "Write the value out");
        }
        if (parser.getObjectId() != null) {
            throw refuse("the anchor '&" + shortened(parser.getObjectId()) + "' is not allowed",
                    "Remove it, and write the value out wherever it is needed");
        }
        if (parser.getTypeId() != null) {
            throw refuse("the tag '!" + shortened(parser.getTypeId()) + "' is not allowed", "Remove it");
        }
    }

    private Problem refuse(String why, String todo) { return Source.problem(file, here(), why, todo); }

    private Place here() {
        var at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    private static Place place(Exception e) {
        if (marked(e) instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            return new Place(yaml.getProblemMark().getLine() + 1, yaml.getProblemMark().getColumn() + 1);
        }
        var at = e instanceof com.fasterxml.jackson.core.JsonProcessingException json ? json.getLocation() : null;
        return at == null || at.getLineNr() < 1 ? Place.START : new Place(at.getLineNr(), at.getColumnNr());
    }

    private static String inWords(Exception e) {
        return marked(e) instanceof MarkedYAMLException yaml && yaml.getProblem() != null
                ? ": " + yaml.getProblem().strip().replaceAll("\\s+", " ")
                : "";
    }

    private static @Nullable Throwable marked(Exception e) {
        return e instanceof MarkedYAMLException ? e : e.getCause();
    }

    private static String shortened(String text) { return text.length() > 40 ? text.substring(0, 40) + "…" : text; }
}
