package dev.kintsugi.workbench.errands;

import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.RowInSight;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a run tells as it happens: what was asked and said, each try of a tool, and what stood in its way.
final class LivePane extends View {
    private final ErrandsModel model;
    private final LiveLabel state = new LiveLabel();
    private final CheckBox follow = new CheckBox("Follow");
    private final Segments<Shown> shown = new Segments<>(List.of(Shown.values()), Shown::title);
    private final ListView<Streams.Line> list = new ListView<>();
    private final RowInSight end = new RowInSight(list, follow::isSelected);
    private final ListChangeListener<Streams.Line> toTheEnd = _ -> follow();
    private final FilteredList<Streams.Line> lines;

    /// Which lines.
    private enum Shown {
        ALL("Everything"), AGENT("What was said"), SYSTEM("What was done");

        private final String title;

        Shown(String title) { this.title = title; }

        String title() { return title; }

        boolean shows(Streams.Line line) {
            return this == ALL || (this == AGENT) == (line.stream() == Streams.Stream.AGENT);
        }
    }

    LivePane(ErrandsModel model) {
        this.model = model;
        this.lines = new FilteredList<>(model.lines());
        follow.setSelected(true);
    }

    @Override
    protected Parent build() {
        state.setId("errands-state");
        state.getStyleClass().add("muted");
        state.setMinWidth(Region.USE_PREF_SIZE);
        follow.setMinWidth(Region.USE_PREF_SIZE);
        shown.setMinWidth(Region.USE_PREF_SIZE);
        shown.setAlignment(Pos.CENTER_LEFT);
        list.setId("errands-lines");
        list.setAccessibleText("What happens, line by line");
        list.getStyleClass().addAll("dense", "episode-list");
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(new Label("Nothing yet."));
        VBox.setVgrow(list, Priority.ALWAYS);
        var head = new FlowPane(shown, follow, state);
        head.getStyleClass().add("experiment-head");
        var all = new VBox(head, list);
        all.getStyleClass().add("gap-8");
        return all;
    }

    @Override
    protected void opened() {
        list.setItems(lines);
        listen(shown.chosen(), now -> lines.setPredicate(now::shows));
        hold(end.begin());
        lines.addListener(toTheEnd);
        hold(() -> lines.removeListener(toTheEnd));
        listen(follow.selectedProperty(), _ -> follow());
        listen(model.outcome(), this::tell);
    }

    private void follow() {
        if (follow.isSelected() && !lines.isEmpty()) {
            list.scrollTo(lines.size() - 1);
            end.stay();
        }
    }

    private void tell(@Nullable Outcome came) { state.say(came == null
            ? ""
            : ErrandsPage.state(came)); }

    /// As wide as the list, and as high as its words need at that width.
    private final class Cell extends ListCell<Streams.Line> {
        Cell() { setPrefWidth(0); }

        @Override
        protected void updateItem(Streams.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setGraphic(empty || line == null ? null : new LineRow(line, model.lines().getFirst().lab()));
            setAccessibleText(empty || line == null ? null : line.kind() + ": " + line.text());
        }

        @Override
        protected double computePrefHeight(double width) {
            var across = snappedLeftInset() + snappedRightInset();
            return getGraphic() instanceof LineRow row && width > across
                    ? snappedTopInset() + snappedBottomInset() + row.prefHeight(width - across)
                    : super.computePrefHeight(width);
        }
    }
}
