package dev.kintsugi.workbench.matrix;

import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.ResultPage;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Which pattern saves which failure, by playing each against each; and what the lab's policy is worth.
public final class MatrixView extends View {
    private final Desk desk;
    private final MatrixModel model;
    private final Runnable toBench;
    private final CheckBox tables = new CheckBox("In words");
    private final MatrixGrid grid;
    private final CellCard said = new CellCard();
    private final WorthCard worth = new WorthCard();
    private final VBox body;
    private final ResultPage page;

    /// @param toBench shows the bench, where a played cell lies
    public MatrixView(Desk desk, MatrixModel model, Runnable toBench) {
        this.desk = desk;
        this.model = model;
        this.toBench = toBench;
        this.grid = new MatrixGrid(model);
        this.body = new VBox(grid, worth);
        this.page = new ResultPage("matrix-page", body, new EmptyState(Feather.GRID, "The matrix was not played yet",
                "Every failure mode against every recovery pattern: which saves which. Nobody wrote it down, it is played "
                        + "offline in virtual time, in less than a minute.",
                "Play the matrix", model::play));
    }

    @Override
    protected Parent build() {
        tables.setMinWidth(Region.USE_PREF_SIZE);
        tables.selectedProperty().subscribe((_, _) -> show());
        body.getStyleClass().add("gap-12");
        grid.stick(page.scroll());
        page.getChildren().add(1, said);
        return page;
    }

    @Override
    protected void opened() {
        var busy = Blocked.when(model.running(), "It is played already; the status bar shows how far it is");
        var play = Action.of("matrix.play", "Play the matrix").group("Recovery").icon(Feather.GRID).blocked(busy)
                .run(model::play);
        var weigh = Action.of("matrix.worth", "What is the policy worth?").group("Recovery").icon(Feather.TAG)
                .blocked(busy).run(model::weigh);
        hold(desk.actions().add(play, weigh));
        page.head(List.of(legend(Saved.SAVED), legend(Saved.SOFTENED), legend(Saved.LOST)), tables,
                Buttons.text(weigh), Buttons.text(play));
        hold(model.rows().subscribe(this::show));
        listen(model.running(), _ -> show());
        listen(model.picked(), _ -> tell());
        hold(model.worth().subscribe((_, found) -> weighed(found)));
        show();
    }

    private static Node legend(Saved saved) {
        var label = new Label(CellButton.word(saved), new MarkIcon(CellButton.mark(saved)));
        label.getStyleClass().add("small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private void show() {
        var played = !model.rows().isEmpty();
        page.filled(played || model.running().get() || model.worth().get() != null);
        show(said, played || model.running().get());
        show(grid, played);
        grid.show(model.rows(), tables.isSelected());
        tell();
        worth.show(model.worth().get());
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void tell() {
        var cell = model.picked().get();
        grid.mark(cell);
        if (cell != null) {
            said.show(cell, () -> model.look(cell, toBench));
        } else {
            said.say(model.running().get()
                    ? "It is being played; what comes of it appears here."
                    : "Pick a cell to see what happened in it.");
        }
    }

    /// What was asked for is brought into sight: it stands below the rows.
    private void weighed(@Nullable Worth found) {
        worth.show(found);
        if (found != null) {
            page.toTheEnd();
        }
    }
}
