package dev.kintsugi.workbench.shell;

import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Look;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Prose;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;

/// Stands where the workbench would: says what keeps it from starting, why, and what to do. On the FX thread only.
final class StartTrouble {
    private final Stage stage;
    private final Function<Stage, Optional<Path>> chooser;
    private final CompletableFuture<Next> answer = new CompletableFuture<>();

    StartTrouble(Stage stage) { this(stage, StartTrouble::choose); }

    /// @param chooser asks for a folder
    StartTrouble(Stage stage, Function<Stage, Optional<Path>> chooser) {
        this.stage = stage;
        this.chooser = chooser;
    }

    /// Shows it; the answer comes when the person gave one, or closed the window.
    ///
    /// @param mendable whether it may go otherwise next time, or over another folder
    CompletableFuture<Next> show(Notice trouble, Path home, boolean mendable) {
        var looks = looks(home);
        var page = page(trouble, mendable);
        var scene = new Scene(page);
        var worn = Look.wear(scene, looks);
        stage.setTitle("Kintsugi");
        stage.setScene(scene);
        stage.getIcons().setAll(Emblem.images(scene.getStylesheets()));
        stage.setResizable(false);
        stage.setOnHidden(_ -> {
            worn.unsubscribe();
            answer.complete(new Next.End());
        });
        stage.show();
        page.lookupAll(".button").stream().map(Button.class::cast).filter(Button::isDefaultButton)
                .forEach(Node::requestFocus);
        return answer;
    }

    private static Appearance looks(Path home) {
        var memory = WindowMemory.load(home);
        var looks = new Appearance();
        looks.theme().set(memory.theme());
        looks.zoomTo(memory.zoom());
        return looks;
    }

    private Region page(Notice trouble, boolean mendable) {
        var words = new VBox(Prose.of(trouble.what(), "empty-title"), Prose.of(Words.sentence(trouble.why())),
                Prose.of(Words.sentence(trouble.todo()), "strong"));
        words.getStyleClass().add("gap-8");
        var head = new HBox(new Emblem(40), words);
        head.getStyleClass().add("gap-12");
        var page = new VBox(head, buttons(mendable));
        page.getStyleClass().addAll("window", "start-trouble");
        return page;
    }

    private Node buttons(boolean mendable) {
        var close = button("Close", () -> answer(new Next.End()));
        close.setCancelButton(true);
        var row = new HBox(close);
        if (mendable) {
            var again = button("Try again", () -> answer(new Next.Again()));
            again.getStyleClass().add("accent");
            again.setDefaultButton(true);
            row.getChildren().addAll(button("Open another folder\u2026",
                    () -> chooser.apply(stage).ifPresent(folder -> answer(new Next.Over(folder)))), again);
        } else {
            close.setDefaultButton(true);
        }
        row.getStyleClass().add("gap-8");
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private static Button button(String verb, Runnable run) {
        var button = new Button(verb);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    private void answer(Next next) {
        answer.complete(next);
        stage.hide();
    }

    private static Optional<Path> choose(Stage stage) {
        var chooser = new DirectoryChooser();
        chooser.setTitle("A folder for the lab's data");
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }
}
