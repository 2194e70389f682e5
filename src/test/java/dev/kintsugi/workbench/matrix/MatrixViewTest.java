package dev.kintsugi.workbench.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.matrix.Cell;
import dev.kintsugi.lab.matrix.Matrix;
import dev.kintsugi.lab.matrix.Row;
import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class MatrixViewTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    private MatrixModel model;
    private MatrixView view;

    @Start
    void start(Stage stage) {
        Desk desk = OPEN.desk();
        model = new MatrixModel(desk, List::of);
        view = new MatrixView(desk, model, () -> {});
        Desks.show(stage, desk, view, 1200, 700);
    }

    private static Row row(FailureMode mode, Saved saved) {
        var cells = new LinkedHashMap<String, Cell>();
        Matrix.usual().forEach(c -> cells.put(c, new Cell(saved, 2, 1300, "attempt 2")));
        return new Row(mode, "default", cells);
    }

    @Test
    void beforeItWasPlayedOneButtonSaysWhatToDo(FxRobot robot) {
        assertThat(robot.lookup(".empty-state .button").queryButton().getText()).isEqualTo("Play the matrix");
    }

    @Test
    void whatThePolicyIsWorthComesIntoSightBelowTheRows(FxRobot robot) {
        var price = new Price(12, 4, OptionalDouble.empty(), OptionalDouble.empty(), 8);
        robot.interact(() -> {
            for (var mode : FailureMode.values()) {
                model.rows().addAll(row(mode, Saved.SAVED), row(mode, Saved.LOST));
            }
            model.worth().set(new Worth("standard", Map.of(), price, price));
        });
        Awaitility.await().untilAsserted(() -> {
            var card = robot.lookup("#matrix-worth").query();
            var room = robot.lookup("#matrix-page").query();
            assertThat(card.localToScene(card.getLayoutBounds()).getMaxY())
                    .isLessThanOrEqualTo(room.localToScene(room.getLayoutBounds()).getMaxY() + 1);
        });
    }

    @Test
    void aPolicyThatIsWeighedAloneStandsUnderNoEmptyMatrix(FxRobot robot) {
        var price = new Price(12, 4, OptionalDouble.empty(), OptionalDouble.empty(), 8);
        robot.interact(() -> {
            model.worth().set(new Worth("standard", Map.of(), price, price));
            view.close();
            view.open();
        });

        assertThat(robot.lookup("#matrix-worth").query().isVisible()).isTrue();
        assertThat(robot.lookup("#matrix-said").query().isVisible()).isFalse();
    }

    @Test
    void aCellExplainsItselfAndArrowsGoFromCellToCell(FxRobot robot) {
        robot.interact(() -> model.rows().setAll(row(FailureMode.API_TIMEOUT, Saved.SAVED),
                row(FailureMode.AUTH_ERROR, Saved.LOST)));
        robot.interact(
                () -> robot.lookup(".matrix-cell").queryAllAs(CellButton.class).iterator().next().requestFocus());
        robot.push(KeyCode.RIGHT).push(KeyCode.DOWN).push(KeyCode.SPACE);
        var picked = Objects.requireNonNull(model.picked().get());
        assertThat(CellButton.words(picked)).isEqualTo("auth error under handoff alone: lost");
        assertThat(robot.lookup("#matrix-said .label").queryAllAs(javafx.scene.control.Label.class))
                .anyMatch(l -> l.getText().contains("after 2 calls and 1.3\u00a0s"));
        assertThat(robot.lookup(".matrix-picked").queryAll()).hasSize(1);
    }
}
