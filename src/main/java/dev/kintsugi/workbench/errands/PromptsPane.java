package dev.kintsugi.workbench.errands;

import dev.kintsugi.report.errands.ErrandsFindings.Ending;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Acting;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Each sending of a prompt and how it ended; of the picked one all that happened.
final class PromptsPane extends View {
    private static final String ALL = "However it ended";

    private final ErrandsModel model;
    private final Action look;
    private final ComboBox<String> ends = new ComboBox<>();
    private final Label count = new Label();
    private final ListView<Sending> list = new ListView<>();
    private final VBox detail = new VBox();
    private final Set<Integer> hurt = new HashSet<>();
    private boolean filling;

    /// @param look shows the picked one on the bench
    PromptsPane(ErrandsModel model, Action look) {
        this.model = model;
        this.look = look;
    }

    @Override
    protected Parent build() {
        ends.getItems().add(ALL);
        Arrays.stream(Ending.values()).map(e -> ErrandsPage.words(e, false)).forEach(ends.getItems()::add);
        ends.setValue(ALL);
        ends.setAccessibleText("How it ended");
        ends.setId("errands-ends");
        count.getStyleClass().addAll("muted", "small");
        count.setMinWidth(Region.USE_PREF_SIZE);
        list.setId("errands-sendings");
        list.setAccessibleText("Prompts as they were sent");
        list.getStyleClass().addAll("dense", "episode-list");
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(new Label("None ended so."));
        Acting.on(list, look);
        VBox.setVgrow(list, Priority.ALWAYS);
        detail.setId("errands-detail");
        detail.getStyleClass().addAll("gap-4", "beside-bar");
        var scroll = new Page("The chosen prompt", detail);
        scroll.getStyleClass().addAll("card", "errand-detail");
        var head = new FlowPane(ends, Buttons.text(look), count);
        head.getStyleClass().add("experiment-head");
        var all = new VBox(head, list, scroll);
        all.getStyleClass().add("gap-8");
        return all;
    }

    @Override
    protected void opened() {
        listen(model.outcome(), _ -> draw());
        hold(ends.valueProperty().subscribe((_, _) -> draw()));
        listen(list.getSelectionModel().selectedItemProperty(), this::pick);
    }

    @Override
    protected void closed() { model.picked().set(null); }

    private void draw() {
        var came = model.outcome().get();
        if (came == null) {
            return;
        }
        hurt.clear();
        came.findings().calls().stream().filter(c -> !c.ok()).forEach(c -> hurt.add(c.turn()));
        var rows = came.findings().sendings().stream()
                .filter(s -> ends.getValue().equals(ALL)
                        || ends.getValue().equals(ErrandsPage.words(s.ending(), false)))
                .toList();
        if (!rows.equals(list.getItems())) {
            fill(rows);
        }
        count.setText(rows.size() == 1 ? "1 sending" : rows.size() + " sendings");
    }

    /// Whoever reads of one goes on reading of it while others come.
    private void fill(List<Sending> rows) {
        var picked = list.getSelectionModel().getSelectedItem();
        filling = true;
        list.getItems().setAll(rows);
        filling = false;
        if (picked != null && rows.contains(picked)) {
            list.getSelectionModel().select(picked);
        } else if (!rows.isEmpty()) {
            list.getSelectionModel().selectFirst();
        } else {
            pick(null);
        }
    }

    private void pick(@Nullable Sending sending) {
        var came = model.outcome().get();
        if (filling) {
            return;
        }
        model.picked().set(sending);
        if (sending == null || came == null) {
            detail.getChildren().clear();
        } else {
            var lines = came.lines(sending.turn());
            detail.getChildren().setAll(lines.stream().map(l -> new LineRow(l, lines.getFirst().lab())).toList());
        }
    }

    /// As wide as the list and no wider.
    private final class Cell extends ListCell<Sending> {
        Cell() { setPrefWidth(0); }

        @Override
        protected void updateItem(@Nullable Sending sending, boolean empty) {
            super.updateItem(sending, empty);
            setGraphic(empty || sending == null ? null : line(sending));
        }

        private HBox line(Sending sending) {
            var trouble = hurt.contains(sending.turn());
            var number = Prose.whole(sending.prompt() + (sending.number() == 1 ? "" : ", again"), "number",
                    "episode-number");
            var end = Prose.whole(ErrandsPage.words(sending.ending(), trouble), "strong", "errand-end");
            end.setGraphic(new MarkIcon(ErrandsPage.mark(sending.ending(), trouble)));
            var asked = new Label(sending.asked());
            asked.getStyleClass().add("may-be-cut");
            asked.setMinWidth(0);
            asked.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(asked, Priority.ALWAYS);
            var line = new HBox(number, end, asked, Prose.whole(Words.seconds(sending.tookMs()), "number", "muted"));
            line.getStyleClass().add("episode");
            return line;
        }
    }
}
