package dev.kintsugi.workbench.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Stands where nothing is yet: says what to do next, with one button.
public final class EmptyState extends VBox {
    private final Label head = new Label();
    private final Label text = new Label();
    private final Button button = new Button();

    public EmptyState(Ikon icon, String title, String words, String verb, Runnable run) {
        var picture = FontIcon.of(icon);
        picture.getStyleClass().add("empty-icon");
        head.getStyleClass().add("empty-title");
        Prose.wrap(text);
        text.setMinHeight(USE_PREF_SIZE);
        text.setTextAlignment(TextAlignment.CENTER);
        text.getStyleClass().add("muted");
        button.setText(verb);
        button.getStyleClass().add("accent");
        button.setOnAction(_ -> run.run());
        getChildren().addAll(picture, head, text, button);
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        say(title, words);
    }

    /// Whether there is anything to press.
    public void offer(boolean offered) {
        button.setVisible(offered);
        button.setManaged(offered);
    }

    /// Who comes here by the keyboard stands on the button.
    @Override
    public void requestFocus() { button.requestFocus(); }

    /// Says something else from now on.
    public void say(String title, String words) {
        head.setText(title);
        text.setText(words);
    }
}
