package dev.kintsugi.lab.matrix;

import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.stats.Ablation;
import dev.kintsugi.report.stats.Price;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// What a policy's patterns are worth, each played with it, without it and alone, on the same failures and the same chance.
/// Immutable.
///
/// @param patterns what each pattern saves alone, together with others, and spoils
/// @param calls    what a saved turn costs, in calls on the wire
/// @param millis   what a saved turn costs, in milliseconds of lab time
public record Worth(String policy, Map<String, Ablation> patterns, Price calls, Price millis) {
    public Worth {
        patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
    }

    /// Plays the matrix with that many seeds, from the given one on, and counts.
    ///
    /// @param policy a policy's name
    public static Worth of(AgentSource agents, Scenario script, long seed, int seeds, String policy,
            Consumer<Row> each) {
        var names = Policies.named(policy).patterns().stream().map(p -> p.name().replace(' ', '_')).toList();
        var columns = new ArrayList<>(List.of(Matrix.NONE, policy));
        names.forEach(p -> columns.addAll(List.of(without(policy, p), only(p))));
        var rows = new ArrayList<Row>();
        for (int i = 0; i < seeds; i++) {
            rows.addAll(Matrix.play(agents, script, seed + i, columns, each).rows());
        }
        var patterns = new LinkedHashMap<String, Ablation>();
        names.forEach(p -> patterns.put(p, Ablation.of(rows.stream().map(r -> turn(r, policy, p)).toList())));
        return new Worth(policy, patterns, price(rows, policy, seed, Cell::calls),
                price(rows, policy, seed, c -> (int) c.millis()));
    }

    private static String without(String policy, String pattern) { return policy + " without " + pattern; }

    private static String only(String pattern) { return "only " + pattern; }

    private static Ablation.Turn turn(Row row, String policy, String pattern) {
        return new Ablation.Turn(saved(row, policy), saved(row, without(policy, pattern)), saved(row, only(pattern)));
    }

    private static boolean saved(Row row, String policy) { return row.cell(policy).saved() == Saved.SAVED; }

    private static Price price(List<Row> rows, String policy, long seed,
            ToIntFunction<Cell> cost) {
        return Price.of(rows.stream()
                .map(r -> new Price.Pair(cost.applyAsInt(r.cell(policy)), cost.applyAsInt(r.cell(Matrix.NONE)),
                        saved(r, policy), saved(r, Matrix.NONE)))
                .toList(), seed);
    }
}
