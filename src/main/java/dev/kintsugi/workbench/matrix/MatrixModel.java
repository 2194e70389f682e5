package dev.kintsugi.workbench.matrix;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.matrix.Matrix;
import dev.kintsugi.lab.matrix.Row;
import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.kit.Desk;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The matrix as far as it was played. On the FX thread only.
public final class MatrixModel {
    private static final int ROWS = 24;
    private static final int WORTH_SEEDS = 3;
    private static final String SCRIPT = "matrix";

    private final Desk desk;
    private final Supplier<List<Shelved>> scenarios;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<@Nullable Picked> picked = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Worth> worth = new SimpleObjectProperty<>();
    private @Nullable Scenario script;

    /// A cell that was asked about. Immutable.
    record Picked(Row row, String column) {}

    /// @param scenarios reads the scenarios; the one called `matrix` is played
    public MatrixModel(Desk desk, Supplier<List<Shelved>> scenarios) {
        this.desk = desk;
        this.scenarios = scenarios;
    }

    ObservableList<Row> rows() { return rows; }

    ReadOnlyBooleanProperty running() { return running.getReadOnlyProperty(); }

    ObjectProperty<@Nullable Picked> picked() { return picked; }

    /// What the patterns of the lab's policy are worth, once it was played.
    ObjectProperty<@Nullable Worth> worth() { return worth; }

    /// Plays every row, each shown as soon as it is done. Cancelling keeps the rows that are.
    void play() {
        rows.clear();
        picked.set(null);
        desk.jobs().run("Matrix", running, () -> rows.size() + " of " + ROWS + " rows were played and kept.", token -> {
            var read = script();
            var done = new int[1];
            Matrix.play(desk.lab().lab().agents(), read, read.seed(), Matrix.usual(), row -> {
                desk.pump().inOrder(() -> rows.add(row));
                token.step(++done[0], ROWS, CellButton.row(row));
            });
            return "The matrix is played.";
        });
    }

    /// Plays what each pattern of the lab's policy saves, and what a saved turn costs.
    void weigh() {
        var policy = desk.lab().settings().get().policy();
        desk.jobs().run("Worth of " + desk.lab().policy().get().name(), running,
                () -> "Nothing was kept: the figures need every seed.",
                token -> {
                    var read = script();
                    var done = new int[1];
                    var found = Worth.of(desk.lab().lab().agents(), read, read.seed(), WORTH_SEEDS, policy,
                            row -> token.step(++done[0], ROWS * WORTH_SEEDS, CellButton.row(row)));
                    desk.pump().inOrder(() -> worth.set(found));
                    return "";
                });
    }

    private Scenario script() {
        var known = script;
        if (known == null) {
            known = scenarios.get().stream().filter(s -> Scenarios.name(s.file()).equals(SCRIPT)).findFirst()
                    .map(Shelved::readable)
                    .orElseThrow(() -> new Problem("The matrix cannot be played",
                            "there is no scenario called '" + SCRIPT + "'",
                            "Put scenarios/matrix.yaml of the distribution back in its place"));
            script = known;
        }
        return known;
    }

    /// Plays a cell once more in a session of its own and lays it on the bench.
    void look(Picked cell, Runnable toBench) {
        desk.play(CellButton.row(cell.row()), () -> {
            var read = script();
            return Matrix.shown(desk.lab().lab(), read, read.seed(), cell.column(), cell.row().mode(),
                    cell.row().cure());
        }, toBench);
    }
}
