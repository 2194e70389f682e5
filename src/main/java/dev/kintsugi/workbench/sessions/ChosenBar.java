package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Twin;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What can be done with several sessions at once; shown while several are chosen.
final class ChosenBar extends HBox {
    private final Desk desk;
    private final MultipleSelectionModel<SessionRow> chosen;
    private final Runnable back;
    private final Label count = Prose.words("", "muted");
    private final Button delete = new Button();

    /// @param back puts the focus where they are chosen
    ChosenBar(Desk desk, MultipleSelectionModel<SessionRow> chosen, Runnable back) {
        this.desk = desk;
        this.chosen = chosen;
        this.back = back;
        setId("sessions-chosen");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().addAll("card", "gap-12");
        HBox.setHgrow(count, Priority.ALWAYS);
        count.setMaxWidth(Double.MAX_VALUE);
        var none = new Button("Choose none");
        none.setOnAction(_ -> {
            // Before this one goes: else the focus would go to the window's first control.
            back.run();
            chosen.clearSelection();
        });
        delete.setOnAction(_ -> ask(delete));
        getChildren().addAll(count, none, delete);
        chosen.getSelectedItems().subscribe(this::tell);
        tell();
    }

    private void tell() {
        var all = chosen.getSelectedItems().size();
        Twin.show(this, all > 1);
        count.setText(Words.counted(all, "session") + " chosen");
        delete.setText("Delete " + Words.counted(all, "session"));
    }

    /// Asks whether the chosen ones shall be deleted.
    void ask(Node beside) {
        var rows = List.copyOf(chosen.getSelectedItems());
        if (!rows.isEmpty()) {
            var what = rows.size() == 1 ? "session " + rows.getFirst().ordinal() : rows.size() + " sessions";
            Confirm.danger(beside, "Delete " + what + " and everything recorded there? "
                    + (rows.size() == 1 ? "It" : "They") + " cannot be brought back.", "Delete " + what,
                    () -> delete(rows));
        }
    }

    private void delete(List<SessionRow> rows) {
        back.run();
        desk.jobs().run("Delete " + Words.counted(rows.size(), "session"), token -> {
            var done = 0;
            while (done < rows.size() && !token.cancelled()) {
                desk.lab().delete(rows.get(done).id()).join();
                token.progress(++done / (double) rows.size(), done + " of " + rows.size());
            }
            return done < rows.size()
                    ? "Stopped: " + done + " of " + rows.size() + " sessions were deleted."
                    : "";
        });
    }
}
