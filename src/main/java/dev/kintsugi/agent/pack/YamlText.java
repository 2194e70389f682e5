package dev.kintsugi.agent.pack;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.domain.Problem;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/// One YAML file read strictly: no duplicate keys, unknown fields, anchors or aliases, and a bounded size. What is wrong
/// is told as a [Problem] with file, line and column.
///
/// @param name the file's name as a person knows it
record YamlText(String name, String text) {
    static final int MAX_BYTES = 512 * 1024;
    private static final int DEEPEST = 24;

    /// Where an anchor or an alias may stand. Whatever else is odd the mapper refuses by itself, in worse words.
    private static final Pattern ODD = Pattern.compile("(?:^|[\\s\\[{,:?!\uFEFF-])[&*]\\S");

    private static final ObjectMapper MAPPER = YAMLMapper
            .builder(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .addModule(new SimpleModule().addDeserializer(Pattern.class, new Cue()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL)).build();

    <T> T read(Class<T> type) {
        if (ODD.matcher(text).find()) {
            refuseOddities();
        }
        try {
            var read = text.isBlank() ? null : MAPPER.readValue(text, type);
            if (read == null) {
                throw problem(1, 1, "it is empty", null);
            }
            return read;
        } catch (JsonMappingException e) {
            refuseOddities();
            var place = new YamlPlace(text).of(e.getPath());
            throw place.map(mark -> problem(mark.getLine() + 1, mark.getColumn() + 1, reason(e), e))
                    .orElseGet(() -> broken(e.getLocation(), reason(e), e));
        } catch (JsonProcessingException e) {
            refuseOddities();
            throw broken(e.getLocation(), reason(e), e);
        }
    }

    private void refuseOddities() {
        var parser = new ParserImpl(new StreamReader(new StringReader(text)), new LoaderOptions());
        var documents = 0;
        var depth = 0;
        try {
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                var event = parser.getEvent();
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST) {
                    throw problem(event, "it is nested more than " + DEEPEST + " deep");
                }
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    throw problem(event, "a second document begins, and there may be one only");
                }
                if (event instanceof NodeEvent node && (node instanceof AliasEvent || node.getAnchor() != null)) {
                    throw problem(node, "anchors (&name) and aliases (*name) are not allowed");
                }
            }
        } catch (MarkedYAMLException e) {
            throw problem(e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1, e.getProblem(), e);
        } catch (ReaderException e) {
            throw problem(lineOf(e.getPosition()), 1, "it holds a character that no text has, code "
                    + e.getCodePoint(), e);
        }
    }

    private int lineOf(int position) {
        return 1 + (int) text.chars().limit(Math.max(0, position)).filter(c -> c == 10).count();
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null) {
            return refused.getMessage().lines().findFirst().orElse("it cannot be read");
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown -> unknown(unknown.getPropertyName(),
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList());
            case MismatchedInputException other -> "there should be " + kind(other.getTargetType()) + " here";
            default -> ParserWords.of(e.getOriginalMessage()).lines().findFirst().orElse("it cannot be read")
                    .replaceFirst("Duplicate field ('.*')", "the field $1 stands here twice");
        };
    }

    private static String unknown(String name, List<String> known) {
        return "there is no field '" + name + "' here. " + Meant.of(name, known) + "Fields are: "
                + String.join(", ", known);
    }

    private static String kind(@Nullable Class<?> wanted) {
        if (wanted == null || wanted.isRecord() || Map.class.isAssignableFrom(wanted)) {
            return "a map of fields";
        }
        return Collection.class.isAssignableFrom(wanted)
                ? "a list"
                : wanted == boolean.class || wanted == Boolean.class
                        ? "true or false"
                        : wanted.isPrimitive() || Number.class.isAssignableFrom(wanted) ? "a number" : "a text";
    }

    private Problem problem(Event at, String why) {
        return problem(at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1, why, null);
    }

    private Problem broken(JsonLocation at, String why, Throwable cause) {
        return problem(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), why, cause);
    }

    private Problem problem(int line, int column, String why, @Nullable Throwable cause) {
        return new Problem("The pack file " + name + " cannot be used",
                "line " + line + ", column " + column + ": " + why,
                "Correct that place and load the pack again", Problem.Exit.USAGE, cause);
    }

    /// Patterns of a pack never look at case.
    private static final class Cue extends FromStringDeserializer<Pattern> {
        private static final long serialVersionUID = 1L;

        Cue() { super(Pattern.class); }

        @Override
        protected Pattern _deserialize(String value, DeserializationContext context) {
            return Pattern.compile(value, Pattern.CASE_INSENSITIVE);
        }
    }
}
