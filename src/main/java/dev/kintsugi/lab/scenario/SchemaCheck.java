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
import java.util.Map;
import java.util.Objects;

/// Holds a file against `schema/scenario.schema.json`, the one place that says what a scenario may contain. Stateless;
/// safe for many threads.
final class SchemaCheck {
    private static final String ID = "urn:kintsugi:scenario";
    private static final String TEXT = text();
    private static final JsonNode TREE = tree();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ID, TEXT)));

    static final SchemaCheck SCENARIO = new SchemaCheck("scenario");
    static final SchemaCheck LEDGER = new SchemaCheck("ledger");
    static final SchemaCheck CHAOS = new SchemaCheck("chaosPlan");

    private final Schema schema;

    private SchemaCheck(String definition) {
        schema = REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/" + definition));
    }

    /// Throws a [Problem] for the first complaint in the order of the file.
    void check(Source source) {
        var errors = schema.validate(source.root());
        errors.stream().map(e -> complaint(source, e)).min(Comparator.comparing(Complaint::place)).ifPresent(first -> {
            throw first.problem(errors.size() - 1);
        });
    }

    private static Complaint complaint(Source source, Error error) {
        var rule = error.getSchemaLocation().getFragment();
        return new Complaint(source, error, TREE.at(Complaint.pointer(rule.getParent())));
    }

    private static String text() {
        try (var in = SchemaCheck.class.getResourceAsStream("/schema/scenario.schema.json")) {
            return new String(Objects.requireNonNull(in, "the schema is part of the lab").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree() {
        try {
            return new ObjectMapper().readTree(TEXT);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
