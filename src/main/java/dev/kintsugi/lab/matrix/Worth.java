package dev.kintsugi.lab.matrix;

import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.stats.Ablation;
import dev.kintsugi.report.stats.Price;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// What a policy's patterns are worth, each played with it, without it and alone, on the same failures and the same chance.
/// Immutable.
///
/// @param policy   the policy's name
/// @param patterns what each pattern saves alone, together with others, and spoils
/// @param calls    what a saved turn costs, in calls on the wire
/// @param millis   what a saved turn costs, in milliseconds of lab time
public record Worth(String policy, Map<String, Ablation> patterns, Price calls, Price millis) {
    private static final String WHOLE = "whole";

    public Worth {
        patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
    }

    /// Plays the matrix with that many seeds, from the given one on, and counts.
    ///
    /// @param policy a policy's name or file. Throws a [dev.kintsugi.domain.Problem] when it is neither
    public static Worth of(AgentSource agents, Scenario script, long seed, int seeds, String policy,
            Consumer<Row> each) {
        var whole = Policies.named(policy);
        var columns = columns(whole);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < seeds; i++) {
            rows.addAll(Matrix.play(agents, script, seed + i, columns, each).rows());
        }
        var patterns = new LinkedHashMap<String, Ablation>();
        whole.patterns().stream().map(Worth::name)
                .forEach(p -> patterns.put(p, Ablation.of(rows.stream().map(r -> turn(r, p)).toList())));
        return new Worth(whole.name(), patterns, price(rows, seed, Cell::calls),
                price(rows, seed, c -> (int) c.millis()));
    }

    /// Nothing, the policy, and for each of its patterns, set as it is there, the policy without it and it alone.
    private static SequencedMap<String, Policy> columns(Policy whole) {
        var columns = new LinkedHashMap<String, Policy>();
        columns.put(Matrix.NONE, Policies.NONE);
        columns.put(WHOLE, whole);
        for (var pattern : whole.patterns()) {
            var without = without(name(pattern));
            columns.put(without, whole.with(without, whole.patterns().stream().filter(p -> p != pattern).toList()));
            columns.put(only(name(pattern)), whole.with(only(name(pattern)), List.of(pattern)));
        }
        return columns;
    }

    private static String name(Pattern pattern) { return pattern.name().replace(' ', '_'); }

    private static String without(String pattern) { return "without " + pattern; }

    private static String only(String pattern) { return "only " + pattern; }

    private static Ablation.Turn turn(Row row, String pattern) {
        return new Ablation.Turn(saved(row, WHOLE), saved(row, without(pattern)), saved(row, only(pattern)));
    }

    private static boolean saved(Row row, String column) { return row.cell(column).saved() == Saved.SAVED; }

    private static Price price(List<Row> rows, long seed, ToIntFunction<Cell> cost) {
        return Price.of(rows.stream()
                .map(r -> new Price.Pair(cost.applyAsInt(r.cell(WHOLE)), cost.applyAsInt(r.cell(Matrix.NONE)),
                        saved(r, WHOLE), saved(r, Matrix.NONE)))
                .toList(), seed);
    }
}
