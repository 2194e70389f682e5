package dev.kintsugi.workbench.shell;

import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Focus;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Notices;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the window has to tell, in its lower right corner. Good news leaves by itself; a problem stays until read.
final class NoticePane extends View {
    private static final Duration READ = Duration.seconds(6);

    private final Notices notices;
    private final Map<Notice, Node> boxes = new HashMap<>();
    private final VBox stack = new VBox();
    /// Where the keyboard was before it came to one of them.
    private @Nullable Node before;

    NoticePane(Notices notices) { this.notices = notices; }

    @Override
    protected Parent build() {
        stack.getStyleClass().add("notices");
        stack.setPickOnBounds(false);
        stack.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return stack;
    }

    @Override
    protected void opened() {
        hold(notices.shown().subscribe(this::draw));
        hold(stack.sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::came));
    }

    private void came(@Nullable Node from, @Nullable Node now) {
        if (Focus.inside(now, stack) && !Focus.inside(from, stack)) {
            before = from;
        }
    }

    /// What stands is left standing, with its details open where they are.
    private void draw() {
        var scene = stack.getScene();
        var focused = scene == null ? null : scene.getFocusOwner();
        var here = Focus.inside(focused, stack);
        boxes.keySet().retainAll(notices.shown());
        stack.getChildren().setAll(notices.shown().stream().map(n -> boxes.computeIfAbsent(n, this::box)).toList());
        if (here && !Focus.inside(focused, stack)) {
            goBack();
        }
    }

    /// Who closed one goes on where they were.
    private void goBack() {
        if (before != null && Focus.reachable(before)) {
            before.requestFocus();
        }
        before = null;
    }

    private Node box(Notice notice) {
        var body = new VBox(head(notice));
        body.getStyleClass().add("notice");
        body.setAccessibleRole(AccessibleRole.TEXT);
        body.setAccessibleText(notice.problem() ? notice.line() : notice.what());
        if (notice.problem()) {
            body.getStyleClass().add("notice-problem");
            body.getChildren().addAll(line(Words.sentence(notice.why()), "muted"),
                    line(Words.sentence(notice.todo()), "strong"));
            details(notice, body);
        } else {
            leaveLater(notice, body);
        }
        return body;
    }

    private Node head(Notice notice) {
        var icon = FontIcon.of(notice.problem() ? Feather.ALERT_TRIANGLE : Feather.INFO);
        icon.getStyleClass().add(notice.problem() ? "icon-danger" : "icon-muted");
        var what = line(notice.what(), notice.problem() ? "strong" : "notice-text");
        HBox.setHgrow(what, Priority.ALWAYS);
        var head = new HBox(icon, what);
        head.getChildren().add(Buttons.icon(Feather.X, "Close this message", () -> notices.dismiss(notice)));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-8");
        return head;
    }

    private static Label line(String words, String style) {
        var label = new Label(words);
        Prose.wrap(label);
        label.getStyleClass().add(style);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static void details(Notice notice, VBox body) {
        if (notice.details().isEmpty()) {
            return;
        }
        var show = new Button("Show details");
        show.getStyleClass().addAll("flat", "small");
        show.setOnAction(_ -> {
            var text = new TextArea(notice.details());
            text.setEditable(false);
            text.getStyleClass().addAll("mono", "notice-details");
            body.getChildren().remove(show);
            body.getChildren().add(text);
        });
        body.getChildren().add(show);
    }

    /// What was said again meanwhile stays its own time.
    private void leaveLater(Notice notice, Node box) {
        var pause = new PauseTransition(READ);
        pause.setOnFinished(_ -> {
            if (box.equals(boxes.get(notice))) {
                notices.dismiss(notice);
            }
        });
        pause.play();
    }
}
