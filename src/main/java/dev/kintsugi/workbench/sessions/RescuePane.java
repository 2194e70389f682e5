package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.lab.rescue.Rescue;
import dev.kintsugi.lab.rescue.RescueReport;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Recovers a session and shows the report: what was looked at, what was mended, what remains for a person.
final class RescuePane extends VBox {
    private final Desk desk;

    RescuePane(Desk desk) {
        this.desk = desk;
        setId("rescue");
        getStyleClass().addAll("card", "gap-8", "rescue");
        shown(false);
    }

    private void shown(boolean now) {
        setVisible(now);
        setManaged(now);
    }

    void recover(SessionRow row) {
        desk.jobs().run("Recover session " + row.ordinal(), token -> {
            token.progress(-1, "looking through its parts");
            var report = new Rescue(desk.lab().lab(), new ConversationClock()).recover(row.id());
            desk.pump().inOrder(() -> show(row, report));
            return "";
        });
    }

    private void show(SessionRow row, RescueReport report) {
        var title = new Label("Session " + row.ordinal() + ": " + verdict(report));
        Prose.wrap(title);
        title.getStyleClass().add("strong");
        title.setGraphic(new MarkIcon(report.closed() ? Mark.LOST : report.whole() ? Mark.NATURAL : Mark.DETECTED));
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var head = new HBox(title, Buttons.icon(Feather.X, "Close the report", () -> shown(false)));
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(head, new Page("What came back", findings(report)));
        shown(true);
    }

    private static String verdict(RescueReport report) {
        if (report.closed()) {
            return "it could not be recovered and is closed. " + report.kept();
        }
        var mended = report.of(Finding.Result.MENDED).size();
        return report.whole()
                ? "it is whole. " + (mended == 0
                        ? "None of its " + report.findings().size() + " parts had to be mended."
                        : mended + " of its " + report.findings().size() + (mended == 1
                                ? " parts was mended."
                                : " parts were mended."))
                : report.remaining();
    }

    private static Node findings(RescueReport report) {
        var grid = new GridPane();
        grid.getStyleClass().add("health-lines");
        var row = 0;
        for (var finding : report.findings()) {
            var part = new Label(finding.part());
            part.setMinWidth(Region.USE_PREF_SIZE);
            part.setGraphic(new MarkIcon(mark(finding.result())));
            var todo = finding.todo().value();
            var note = new Label(finding.note().value() + (todo.isEmpty() ? "" : ". To do: " + todo + "."));
            Prose.wrap(note);
            note.setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setHgrow(note, Priority.ALWAYS);
            grid.addRow(row++, part, note);
        }
        return grid;
    }

    private static Mark mark(Finding.Result result) {
        return switch (result) {
            case FINE -> Mark.NATURAL;
            case MENDED -> Mark.RECOVERED;
            case REMAINS -> Mark.LOST;
        };
    }
}
