package dev.kintsugi.workbench.kit;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Buttons made from actions and icons, with spoken names and tooltips that carry the keys.
public final class Buttons {
    private Buttons() {}

    /// An icon alone; `words` are its spoken name and tooltip.
    public static Button icon(Ikon icon, String words, Runnable run) {
        var button = new Button(words, FontIcon.of(icon));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("flat", "icon-button");
        button.setAccessibleText(words);
        button.setOnAction(_ -> run.run());
        Tips.on(button, words);
        return button;
    }

    /// The action as an icon alone, disabled with its reason while blocked.
    public static Node icon(Action action) {
        var icon = action.icon();
        if (icon == null) {
            throw new IllegalArgumentException("action " + action.id() + " has no icon");
        }
        return Tips.reason(icon(icon, withKey(action), action.run()), action.blocked());
    }

    /// The action with its words, disabled with its reason while blocked.
    public static Node text(Action action, String... styleClasses) {
        var button = new Button(action.title());
        var icon = action.icon();
        if (icon != null) {
            button.setGraphic(FontIcon.of(icon));
        }
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run().run());
        Tips.on(button, withKey(action));
        return Tips.reason(button, action.blocked());
    }

    /// A menu of actions with its icon and words, disabled with its reason while the first of them is blocked.
    public static Node menu(Ikon icon, String words, String id, List<Action> actions) {
        var menu = new MenuButton(words, FontIcon.of(icon));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setId(id);
        for (var action : actions) {
            var item = new MenuItem(action.title());
            item.setOnAction(_ -> action.run().run());
            menu.getItems().add(item);
        }
        return Tips.reason(menu, actions.getFirst().blocked());
    }

    private static String withKey(Action action) {
        return action.keys().isEmpty() ? action.title() : action.title() + "  (" + action.keyText() + ")";
    }
}
