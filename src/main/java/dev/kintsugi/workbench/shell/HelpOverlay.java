package dev.kintsugi.workbench.shell;

import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Actions;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All keys by heading, read from the table of actions, and what the marks mean.
final class HelpOverlay extends View {
    private static final Map<String, String> MESSAGE_BOX = ordered("Enter", "Send", "Shift+Enter", "Break the line");
    private static final Map<String, String> MODES = ordered("↑ ↓", "Another mode", "Space", "On or off",
            "← →", "1\u00a0% less or more", "Shift+← →", "10\u00a0% less or more", "0-9", "Type the chance",
            "Enter", "Open or close the card");
    private static final Map<String, String> TIMELINE = ordered("← →", "Another turn", "Home End",
            "First or last turn", "+ -", "Zoom");

    /// Further keys of an action are the same ones on other keyboards.
    private static final int SHOWN = 2;

    private final Actions actions;
    private final Runnable leave;
    private final HBox columns = new HBox();

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
        columns.getStyleClass().add("help-groups");
        var scroll = new Page("Keys and marks", columns);
        var box = new VBox(head, scroll);
        scroll.movedFrom(box);
        box.getStyleClass().add("help");
        return box;
    }

    @Override
    protected void opened() {
        var byGroup = actions.all().stream().filter(action -> !action.keys().isEmpty())
                .collect(Collectors.groupingBy(Action::group, LinkedHashMap::new, Collectors.toList()));
        var groups = new ArrayList<VBox>();
        byGroup.forEach((heading, list) -> groups.add(group(heading, list)));
        groups.add(local("In the message box", MESSAGE_BOX));
        groups.add(local("In the list of modes", MODES));
        groups.add(local("In the timeline", TIMELINE));
        groups.add(marks());
        lay(groups);
    }

    /// Two columns of about the same height, in order.
    private void lay(List<VBox> groups) {
        var left = new VBox();
        var right = new VBox();
        var all = groups.stream().mapToInt(HelpOverlay::lines).sum();
        var above = 0;
        for (var group : groups) {
            (above * 2 < all ? left : right).getChildren().add(group);
            above += lines(group);
        }
        List.of(left, right).forEach(column -> column.getStyleClass().add("help-column"));
        columns.getChildren().setAll(left, right);
    }

    private static int lines(VBox group) { return group.getChildren().size() + 1; }

    /// Keys that only a part of the window hears while it has the focus.
    private static VBox local(String heading, Map<String, String> keys) {
        var box = box(heading);
        keys.forEach((key, what) -> box.getChildren().add(row(new Label(what), keycap(key))));
        return box;
    }

    private static Label keycap(String key) {
        var cap = new Label(key);
        cap.getStyleClass().add("keycap");
        cap.setMinWidth(Region.USE_PREF_SIZE);
        return cap;
    }

    private static VBox group(String heading, List<Action> list) {
        var box = box(heading);
        for (var action : list) {
            box.getChildren().add(row(new Label(action.title()), keycap(action.keys().stream()
                    .map(key -> key.getDisplayText()).distinct().limit(SHOWN).collect(Collectors.joining(" or ")))));
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

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Node row(Label what, Node right) {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(what, gap, right);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-12");
        return row;
    }

    private static VBox marks() {
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
