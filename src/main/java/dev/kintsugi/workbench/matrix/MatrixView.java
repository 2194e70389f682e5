package dev.kintsugi.workbench.matrix;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.recovery.Policies;
import dev.kintsugi.recovery.PolicySentence;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.View;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Which pattern saves which failure, by playing each against each; and what the lab's policy is worth.
public final class MatrixView extends View {
    private final Desk desk;
    private final MatrixModel model;
    private final Runnable toBench;
    private final HBox head = new HBox();
    private final CheckBox tables = new CheckBox("In words");
    private final MatrixGrid grid;
    private final VBox said = new VBox();
    private final VBox worth = new VBox();
    private final ScrollPane page = new ScrollPane();
    private final Node empty;

    /// @param toBench shows the bench, where a played cell lies
    public MatrixView(Desk desk, MatrixModel model, Runnable toBench) {
        this.desk = desk;
        this.model = model;
        this.toBench = toBench;
        this.grid = new MatrixGrid(model);
        this.empty = new EmptyState(Feather.GRID, "The matrix was not played yet",
                "Every failure mode against every recovery pattern: which saves which. Nobody wrote it down, it is played "
                        + "offline in virtual time, in less than a minute.",
                "Play the matrix", model::play);
    }

    @Override
    protected Parent build() {
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        tables.setMinWidth(Region.USE_PREF_SIZE);
        tables.selectedProperty().subscribe((_, _) -> show());
        said.getStyleClass().addAll("card", "gap-8");
        said.setId("matrix-said");
        worth.getStyleClass().addAll("card", "gap-8");
        worth.setId("matrix-worth");
        var body = new VBox(said, grid, worth);
        body.getStyleClass().add("gap-12");
        page.setContent(body);
        page.setFitToWidth(true);
        page.setId("matrix-page");
        page.getStyleClass().add("edge-to-edge");
        var stack = new StackPane(page, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        var box = new VBox(head, stack);
        box.getStyleClass().add("gap-8");
        return box;
    }

    @Override
    protected void opened() {
        var busy = Blocked.when(model.running(), "It is played already; the status bar shows how far it is");
        var play = Action.of("matrix.play", "Play the matrix").group("Recovery").icon(Feather.GRID).blocked(busy)
                .run(model::play);
        var weigh = Action.of("matrix.worth", "What is the policy worth?").group("Recovery").icon(Feather.TAG)
                .blocked(busy).run(model::weigh);
        hold(desk.actions().add(play, weigh));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        head.getChildren().setAll(legend(Saved.SAVED), legend(Saved.SOFTENED), legend(Saved.LOST), gap, tables,
                Buttons.text(weigh), Buttons.text(play));
        hold(model.rows().subscribe(this::show));
        listen(model.running(), _ -> show());
        listen(model.picked(), _ -> tell());
        listen(model.worth(), _ -> show());
        show();
    }

    private static Node legend(Saved saved) {
        var label = label(CellButton.word(saved), "small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setGraphic(new MarkIcon(CellButton.mark(saved)));
        return label;
    }

    private void show() {
        var nothing = model.rows().isEmpty() && !model.running().get() && model.worth().get() == null;
        empty.setVisible(nothing);
        page.setVisible(!nothing);
        grid.show(model.rows(), tables.isSelected());
        tell();
        weighed(model.worth().get());
    }

    private void tell() {
        var cell = model.picked().get();
        if (cell == null) {
            said.getChildren().setAll(label(model.rows().isEmpty()
                    ? "It is being played; each row appears when it is done."
                    : "Pick a cell to see what happened in it.", "muted"));
            return;
        }
        var found = cell.row().cell(cell.column());
        var title = label(CellButton.words(cell), "strong");
        title.setGraphic(new MarkIcon(CellButton.mark(found.saved())));
        var look = new Button("Play this cell on the bench");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setOnAction(_ -> model.look(cell, toBench));
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var line = new HBox(title, look);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("gap-12");
        said.getChildren().setAll(line, label(means(found.saved()) + " Delivered by "
                + (found.by().isEmpty() ? "nothing" : found.by()) + " after " + found.calls()
                + (found.calls() == 1 ? " call" : " calls") + " and " + Words.seconds(found.millis())
                + " of lab time."), label(sentence(cell.column()), "muted"));
    }

    private static String means(Saved saved) {
        return switch (saved) {
            case SAVED -> "A sound reply was delivered.";
            case SOFTENED -> "A message, an older reply or a person stood in.";
            case LOST -> "The failure was delivered.";
            case NO_FAILURE -> "The failure never reached the agent.";
        };
    }

    private static String sentence(String policy) {
        try {
            return PolicySentence.of(Policies.named(policy));
        } catch (Problem gone) {
            return "";
        }
    }

    private void weighed(@Nullable Worth found) {
        worth.setVisible(found != null);
        worth.setManaged(found != null);
        if (found != null) {
            var table = new GridPane();
            table.getStyleClass().add("figure-table");
            table.addRow(0, label("pattern", "muted"), label("saves alone", "muted"),
                    label("saves as others do", "muted"), label("spoils", "muted"));
            var row = 1;
            for (var each : found.patterns().entrySet()) {
                table.addRow(row++, label(each.getKey().replace('_', ' ')), rate(each.getValue().uniqueShare()),
                        rate(each.getValue().sharedShare()), rate(each.getValue().harmfulShare()));
            }
            var title = label("What " + found.policy() + " is worth", "settings-heading");
            worth.getChildren().setAll(title,
                    label("A saved turn costs " + found.calls().words("calls") + " and "
                            + found.millis().words("ms of lab time") + ": " + found.calls().saved()
                            + " more sound turns in " + found.calls().turns()
                            + " pairs, with and without; paired bootstrap, 95 %."),
                    table);
        }
    }

    private static Label rate(Rate rate) {
        var words = label(rate.n() == 0 ? "no data" : rate.k() + " of " + rate.n() + " (" + rate.interval() + ")",
                "number");
        words.setMinWidth(Region.USE_PREF_SIZE);
        return words;
    }

    static Label label(String text, String... classes) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }
}
