package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Arm;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.Played;
import dev.kintsugi.lab.experiment.Verdict;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Acting;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/// The episodes of an experiment; one of them can be looked at turn by turn.
final class EpisodesPane extends View {
    /// As many as somebody looks through; an export has all.
    static final int MOST = 10_000;
    /// So that what follows a name stands in a column.
    private static final double EM_PER_LETTER = 0.55;
    private static final String ALL_ARMS = "All arms";
    private static final String ALL_ENDS = "However it ended";

    private final ExperimentModel model;
    private final Action look;
    private final ComboBox<String> arms = new ComboBox<>();
    private final ComboBox<String> ends = new ComboBox<>();
    private final Label count = new Label();
    private final ListView<EpisodeRow> list = new ListView<>();
    /// How wide what tells an episode apart is, so that what follows stands in a column.
    private double placeEms;

    /// @param look shows the picked one on the bench
    EpisodesPane(ExperimentModel model, Action look) {
        this.model = model;
        this.look = look;
    }

    @Override
    protected Parent build() {
        arms.getItems().setAll(ALL_ARMS);
        arms.setValue(ALL_ARMS);
        arms.setAccessibleText("Arm");
        ends.getItems().add(ALL_ENDS);
        Arrays.stream(Verdict.values()).map(Verdict::words).forEach(ends.getItems()::add);
        ends.getItems().add(EpisodeRow.CLAIMED);
        ends.setValue(ALL_ENDS);
        ends.setAccessibleText("How it ended");
        ends.setId("episode-ends");
        count.getStyleClass().addAll("muted", "small");
        count.setMinWidth(Region.USE_PREF_SIZE);
        list.setId("episode-list");
        list.setAccessibleText("Episodes");
        list.getStyleClass().addAll("dense", "episode-list");
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(new Label("No episode ended so."));
        Acting.on(list, look);
        VBox.setVgrow(list, Priority.ALWAYS);
        var head = new FlowPane(arms, ends, Buttons.text(look), count);
        head.getStyleClass().add("experiment-head");
        var all = new VBox(head, list);
        all.getStyleClass().add("gap-8");
        return all;
    }

    @Override
    protected void opened() {
        listen(model.findings(), _ -> draw());
        hold(arms.valueProperty().subscribe((_, _) -> draw()));
        hold(ends.valueProperty().subscribe((_, _) -> draw()));
        listen(list.getSelectionModel().selectedItemProperty(),
                row -> model.picked().set(row == null ? null : row.episode()));
    }

    @Override
    protected void closed() { model.picked().set(null); }

    private void draw() {
        var found = model.findings().get();
        if (found != null) {
            offer(found);
            var picked = list.getSelectionModel().getSelectedItem();
            var rows = EpisodeRow.of(found.results(), (condition, played) -> wanted(condition.arm(), played),
                    MOST);
            placeEms = EM_PER_LETTER * longest(rows);
            list.getItems().setAll(rows);
            if (picked != null) {
                list.getSelectionModel().select(picked);
            }
            count.setText(rows.size() < MOST
                    ? Words.counted(rows.size(), "episode")
                    : "the first " + MOST + "; an export has all");
        }
    }

    private static int longest(List<EpisodeRow> rows) {
        return rows.stream().mapToInt(row -> row.place().length()).max().orElse(0);
    }

    private boolean wanted(Arm arm, Played played) {
        return (arms.getValue().equals(ALL_ARMS) || arms.getValue().equals(arm.title()))
                && (ends.getValue().equals(ALL_ENDS) || ends.getValue().equals(played.verdict().words())
                        || ends.getValue().equals(EpisodeRow.CLAIMED) && played.claimed());
    }

    private void offer(Findings found) {
        var names = new ArrayList<>(List.of(ALL_ARMS));
        found.results().plan().arms().forEach(arm -> names.add(arm.title()));
        if (!names.equals(arms.getItems())) {
            arms.getItems().setAll(names);
            arms.setValue(ALL_ARMS);
        }
    }

    static Mark mark(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> Mark.NATURAL;
            case RECOVERED -> Mark.RECOVERED;
            case INFRASTRUCTURE_ERROR, FAULT_NOT_TRIGGERED, SCHEDULE_INCOMPLETE -> Mark.SOFTENED;
            case RECOVERY_NOT_OBSERVED, HARMED, FAILED_BY_ITSELF, MISUNDERSTOOD -> Mark.LOST;
        };
    }

    /// As wide as the list and no wider.
    private final class Cell extends ListCell<EpisodeRow> {
        Cell() { setPrefWidth(0); }

        @Override
        protected void updateItem(@Nullable EpisodeRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(empty || row == null ? null : line(row));
        }

        private HBox line(EpisodeRow row) {
            var number = Prose.whole(Integer.toString(row.episode().task()), "number", "episode-number");
            var verdict = row.played().verdict();
            var end = Prose.whole(verdict.words(), "strong", "episode-end");
            end.setGraphic(new MarkIcon(mark(verdict)));
            var facts = new Label(row.facts());
            facts.getStyleClass().addAll("muted", "small", "may-be-cut");
            facts.setMinWidth(0);
            var place = Prose.whole(row.place());
            var ems = placeEms;
            place.prefWidthProperty().bind(place.fontProperty().map(font -> ems * font.getSize()));
            var line = new HBox(number, end, place, facts);
            line.getStyleClass().add("episode");
            return line;
        }
    }
}
