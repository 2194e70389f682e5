package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.truth.FailureMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the `matrix` section of a scenario expects: which policies save a failure, which soften it; all others lose it.
/// Immutable.
///
/// @param rows policies by what they make of a failure, by row
public record Expectation(Map<String, Map<String, List<String>>> rows) {
    /// What may end a failure in the matrix: its usual cure, or nothing.
    public static final List<String> CURES = List.of("default", "persistent");

    private static final String SECTION = "matrix";
    private static final List<String> VERDICTS = List.of("saved", "softened");

    public Expectation {
        rows = Map.copyOf(rows);
    }

    /// The expectation in a scenario's file; throws a [dev.kintsugi.domain.Problem] when the file is no scenario. Without
    /// such a section nothing is expected.
    public static Expectation load(Path file) {
        var source = PlainYaml.read(file.toString(), ScenarioText.read(file));
        SchemaCheck.SCENARIO.check(source);
        var rows = new HashMap<String, Map<String, List<String>>>();
        var section = Fields.of(source).map(SECTION);
        for (var mode : section.names()) {
            for (var cure : section.map(mode).names()) {
                rows.put(key(mode, cure), row(section.map(mode).map(cure)));
            }
        }
        return new Expectation(rows);
    }

    private static Map<String, List<String>> row(Fields row) {
        var verdicts = new HashMap<String, List<String>>();
        VERDICTS.forEach(v -> verdicts.put(v, row.texts(v)));
        return verdicts;
    }

    /// `saved`, `softened` or `lost`; empty when nothing is said of the row.
    ///
    /// @param cure   one of [#CURES]
    /// @param policy a policy's name; `only retry` stands in the file as `retry`
    public String of(FailureMode mode, String cure, String policy) {
        var row = rows.get(key(mode.wire(), cure));
        var name = policy.replaceFirst("^only ", "");
        return row == null
                ? ""
                : VERDICTS.stream().filter(v -> row.getOrDefault(v, List.of()).contains(name)).findFirst()
                        .orElse("lost");
    }

    private static String key(String mode, String cure) { return mode + ", " + cure; }
}
