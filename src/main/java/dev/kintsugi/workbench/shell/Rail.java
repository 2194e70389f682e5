package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.Actions;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The screens as icons down the left side; help and settings at the bottom.
final class Rail extends View {
    private final Places places;
    private final Actions actions;
    private final ObservableIntegerValue waiting;
    private final VBox rail = new VBox();
    private final Label badge = new Label();

    /// @param waiting how many cases wait for a person
    Rail(Places places, Actions actions, ObservableIntegerValue waiting) {
        this.places = places;
        this.waiting = waiting;
        this.actions = actions;
    }

    @Override
    protected Parent build() {
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        badge.getStyleClass().addAll("pill", "rail-badge");
        for (var screen : ScreenName.values()) {
            if (screen == ScreenName.SETTINGS) {
                rail.getChildren().addAll(gap, Buttons.icon(actions.find("help.keys").orElseThrow()));
            }
            rail.getChildren().add(button(screen));
            if (screen == ScreenName.PEOPLE) {
                rail.getChildren().add(badge);
            }
        }
        rail.getStyleClass().add("rail");
        rail.setAlignment(Pos.TOP_CENTER);
        return rail;
    }

    private Node button(ScreenName screen) {
        var button = new ToggleButton(screen.title(), FontIcon.of(screen.icon()));
        button.setUserData(screen);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAccessibleText(screen.title());
        button.getStyleClass().addAll("flat", "rail-button");
        button.setOnAction(_ -> {
            places.screen().set(screen);
            mark(places.screen().get());
        });
        var keys = actions.find(screen.actionId()).map(action -> "  (" + action.keyText() + ")").orElse("");
        Tips.on(button, screen.title() + keys);
        return button;
    }

    @Override
    protected void opened() {
        listen(places.screen(), this::mark);
        listen(waiting, count -> tell(count.intValue()));
    }

    private void tell(int count) {
        badge.setText(count > 99 ? "99+" : Integer.toString(count));
        badge.setAccessibleText(count == 1 ? "1 case waits for a person" : count + " cases wait for a person");
        badge.setVisible(count > 0);
        badge.setManaged(count > 0);
    }

    private void mark(ScreenName now) {
        for (var child : rail.getChildren()) {
            if (child instanceof ToggleButton button) {
                button.setSelected(button.getUserData() == now);
            }
        }
    }
}
