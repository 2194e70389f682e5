package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds a file against the schema that is the one place to say what such a file may contain. Stateless; safe for many
/// threads.
public final class SchemaCheck {
    static final SchemaCheck SCENARIO = new SchemaCheck("scenario", "scenario");
    static final SchemaCheck LEDGER = new SchemaCheck("scenario", "ledger");
    static final SchemaCheck CHAOS = new SchemaCheck("scenario", "chaosPlan");
    public static final SchemaCheck EXPERIMENT = new SchemaCheck("experiment", "experiment");
    public static final SchemaCheck WORKFLOW = new SchemaCheck("workflow", "workflow");

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);

    private final JsonNode tree;
    private final Schema schema;

    private SchemaCheck(String file, String definition) {
        var id = "urn:kintsugi:" + file;
        var text = text(file);
        tree = tree(text);
        schema = SchemaRegistry
                .withDefaultDialect(SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(id, text)))
                .getSchema(SchemaLocation.of(id + "#/$defs/" + definition));
    }

    /// Holds the arguments that a person wrote for a tool against the tool's own schema, but for what those that were asked
    /// about break in the same way: a tool may take more than it says. A schema that cannot be read holds nothing back: then
    /// the tool has to say itself what is wrong.
    ///
    /// Throws a [Problem] for the first complaint.
    public static void arguments(JsonNode arguments, JsonNode asked, String parameters) {
        JsonNode tree;
        List<Error> errors;
        try {
            tree = tree(parameters);
            var tool = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(tree);
            var before = tool.validate(asked).stream().map(SchemaCheck::rule).toList();
            errors = tool.validate(arguments).stream().filter(e -> !before.contains(rule(e))).toList();
        } catch (RuntimeException e) {
            LOG.warn("the schema of a tool cannot be read: {}", e.getMessage());
            return;
        }
        errors.stream().findFirst().ifPresent(error -> {
            var first = complaint(Source.line("the arguments", arguments), error, tree);
            throw new Problem("The arguments cannot be used", first.why() + Complaint.more(errors.size() - 1),
                    first.todo());
        });
    }

    private static String rule(Error error) {
        return error.getInstanceLocation() + " " + error.getKeyword() + " " + error.getProperty();
    }

    /// Throws a [Problem] for the first complaint in the order of the file.
    public void check(Source source) {
        var errors = schema.validate(source.root());
        errors.stream().map(e -> complaint(source, e, tree)).min(Comparator.comparing(Complaint::place))
                .ifPresent(first -> {
                    throw first.problem(errors.size() - 1);
                });
    }

    private static Complaint complaint(Source source, Error error, JsonNode tree) {
        var rule = error.getSchemaLocation().getFragment();
        return new Complaint(source, error, tree.at(Complaint.pointer(rule.getParent())));
    }

    private static String text(String file) {
        try (var in = SchemaCheck.class.getResourceAsStream("/schema/" + file + ".schema.json")) {
            return new String(Objects.requireNonNull(in, "the schema is part of the lab").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
