package dev.kintsugi.workbench.shell;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Actions;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All keys by heading, read from the table of actions, and what the marks mean.
final class HelpOverlay extends View {
    private final Actions actions;
    private final Runnable leave;
    private final FlowPane groups = new FlowPane();

    HelpOverlay(Actions actions, Runnable leave) {
        this.actions = actions;
        this.leave = leave;
    }

    @Override
    protected Parent build() {
        var title = new Label("Keys and marks");
        title.getStyleClass().add("screen-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, gap, Buttons.icon(Feather.X, "Close help (Esc)", leave));
        head.setAlignment(Pos.CENTER_LEFT);
        groups.getStyleClass().add("help-groups");
        var scroll = new ScrollPane(groups);
        scroll.setFitToWidth(true);
        var box = new VBox(head, scroll);
        box.getStyleClass().add("help");
        return box;
    }

    @Override
    protected void opened() {
        var byGroup = actions.all().stream().filter(action -> !action.keys().isEmpty())
                .collect(Collectors.groupingBy(Action::group, LinkedHashMap::new, Collectors.toList()));
        groups.getChildren().clear();
        byGroup.forEach((heading, list) -> groups.getChildren().add(group(heading, list)));
        groups.getChildren().add(marks());
    }

    private static Node group(String heading, List<Action> list) {
        var box = box(heading);
        for (var action : list) {
            var keys = new Label(action.keys().stream().map(key -> key.getDisplayText()).distinct()
                    .collect(Collectors.joining(" or ")));
            keys.getStyleClass().add("keycap");
            box.getChildren().add(row(new Label(action.title()), keys));
        }
        return box;
    }

    private static VBox box(String heading) {
        var title = new Label(heading);
        title.getStyleClass().add("section-title");
        var box = new VBox(title);
        box.getStyleClass().add("help-group");
        return box;
    }

    private static Node row(Label what, Node right) {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(what, gap, right);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-12");
        return row;
    }

    private static Node marks() {
        var box = box("Marks");
        for (var mark : Mark.values()) {
            var words = new Label(MarkIcon.words(mark) + meaning(mark));
            words.setGraphic(new MarkIcon(mark));
            box.getChildren().add(words);
        }
        return box;
    }

    private static String meaning(Mark mark) {
        return switch (mark) {
            case INJECTED -> ": a fault acted on this turn";
            case DETECTED -> ": recovery noticed something";
            case RECOVERED -> ": mended, a sound reply came through";
            case SOFTENED -> ": a stand-in reply was delivered";
            case LOST -> ": the failure reached the user";
            case NATURAL -> ": as the model gave it";
            case ACTION -> ": recovery or the agent did something";
            case WAIT -> ": the lab waited";
        };
    }
}
