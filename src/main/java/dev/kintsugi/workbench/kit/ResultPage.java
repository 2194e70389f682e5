package dev.kintsugi.workbench.kit;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Results that have to be worked out first: a head line, what was found below it, and an empty state until then.
public final class ResultPage extends VBox {
    private final HBox head = new HBox();
    private final Page page;
    private final Node empty;

    /// @param id name of what scrolls
    public ResultPage(String id, Node found, Node empty) {
        this.empty = empty;
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        found.getStyleClass().add("beside-bar");
        page = new Page("Results", found);
        page.setId(id);
        var stack = new StackPane(page, empty);
        VBox.setVgrow(stack, Priority.ALWAYS);
        getChildren().addAll(head, stack);
        getStyleClass().add("gap-8");
    }

    /// What explains stands left, what acts right.
    public void head(List<Node> left, Node... right) {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        head.getChildren().setAll(left);
        head.getChildren().add(gap);
        head.getChildren().addAll(right);
    }

    /// Shows the results, or the empty state.
    public void filled(boolean now) {
        page.setVisible(now);
        empty.setVisible(!now);
    }

    /// Brings the end into sight once it is laid out: before that nobody knows where it lies.
    public void toTheEnd() { AfterLayout.run(this, () -> page.setVvalue(page.getVmax())); }

    /// What scrolls.
    public Page scroll() { return page; }
}
