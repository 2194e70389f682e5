package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Switch;
import dev.kintsugi.workbench.kit.Tips;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One failure mode: its switch, its slider, its three numbers, the button that asks for it, and its details.
final class ModeCard extends HBox {
    private static final int BIG = 10;
    private static final int MOST = 100;

    private final FailureMode mode;
    private final FaultsModel model;
    private final Label count = new Label();
    private final Switch toggle;
    private final Slider slider = new Slider(0, MOST, 0);
    private final Label set = new Label();
    private final Label effective = new Label();
    private final Label seen = new Label();
    private final Button force;
    private final Button more;
    private final VBox body = new VBox();
    private final Tooltip counted = new Tooltip();
    private String typed = "";
    private @Nullable ModeDetails details;
    private boolean showing;
    private boolean held;

    ModeCard(FailureMode mode, FaultsModel model) {
        this.mode = mode;
        this.model = model;
        toggle = new Switch(mode.title());
        force = Buttons.icon(Feather.ZAP, "Force " + Words.named(mode) + " in the next turn", () -> model.force(mode));
        more = Buttons.icon(Feather.CHEVRON_DOWN, "Parameters of " + mode.title(), this::flip);
        getStyleClass().addAll("card", "mode-card");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        HBox.setHgrow(body, Priority.ALWAYS);
        body.getStyleClass().add("mode-body");
        body.getChildren().addAll(head(), middle(), numbers());
        getChildren().addAll(stripe(), body);
        wire();
    }

    private Region stripe() {
        var stripe = new Region();
        stripe.getStyleClass().addAll("family", "family-" + mode.category().wire(), "mode-stripe");
        return stripe;
    }

    private HBox head() {
        var name = new Label(mode.title());
        name.getStyleClass().add("mode-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        count.getStyleClass().addAll("number", "muted");
        count.setMinWidth(USE_PREF_SIZE);
        Tooltip.install(count, counted);
        var head = new HBox(name, count, toggle);
        head.getStyleClass().add("mode-row");
        return head;
    }

    private HBox middle() {
        slider.setBlockIncrement(1);
        slider.setAccessibleText("Chance of " + mode.title() + " in percent");
        HBox.setHgrow(slider, Priority.ALWAYS);
        var middle = new HBox(slider, force, more);
        middle.getStyleClass().add("mode-row");
        return middle;
    }

    private HBox numbers() {
        var row = new HBox();
        row.getStyleClass().add("mode-numbers");
        number(row, "set", set, "What the slider says");
        number(row, "eff", effective,
                "Chance of the next turn, the other modes, cooldown and chaos taken into account");
        number(row, "seen", seen, "Share of the turns that chance could have touched");
        return row;
    }

    static void number(HBox row, String name, Label value, String meaning) {
        var word = new Label(name);
        word.getStyleClass().addAll("muted", "tiny");
        value.getStyleClass().addAll("number", "tiny");
        value.setMinWidth(USE_PREF_SIZE);
        word.setMinWidth(USE_PREF_SIZE);
        var pair = new HBox(word, value);
        pair.getStyleClass().add("mode-number");
        Tips.on(pair, meaning);
        row.getChildren().add(pair);
    }

    private void wire() {
        toggle.selectedProperty().subscribe((_, on) -> {
            if (!showing) {
                model.toggle(mode);
            }
        });
        wireSlider();
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        setOnMousePressed(event -> {
            requestFocus();
            // The list around it would take the focus for itself.
            event.consume();
        });
        focusedProperty().subscribe(_ -> typed = "");
    }

    private void wireSlider() {
        slider.valueProperty().subscribe((_, to) -> {
            if (!showing) {
                model.slide(mode, (int) Math.round(to.doubleValue()));
                if (!slider.isValueChanging() && !held) {
                    model.settled();
                }
            }
        });
        slider.valueChangingProperty().subscribe(changing -> {
            if (!changing) {
                model.settled();
            }
        });
        // A drag that begins beside the thumb is one step too.
        slider.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> held = true);
        slider.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> {
            held = false;
            model.settled();
        });
    }

    void show(CardState state) {
        showing = true;
        toggle.setSelected(state.settings().on());
        if (!slider.isValueChanging()) {
            slider.setValue(state.setPercent());
        }
        showing = false;
        set.setText(Words.percent(state.settings().probability().ppm()));
        effective.setText(Words.percent(state.effective()));
        seen.setText(state.seen().n() == 0 ? "\u2013" : Shares.percent(state.seen()));
        count.setText(state.count());
        counted.setText(counted(state));
        getStyleClass().removeAll("mode-off", "mode-next");
        if (!state.settings().on()) {
            getStyleClass().add("mode-off");
        }
        if (state.next()) {
            getStyleClass().add("mode-next");
        }
        setAccessibleText(mode.title() + (state.settings().on() ? ", on" : ", off") + ", set " + set.getText()
                + ", effective " + effective.getText() + ", seen " + seen.getText());
        if (details != null) {
            details.refresh();
        }
    }

    private static String counted(CardState state) {
        var chance = state.seen().n() == 0
                ? "Chance could not touch any turn yet."
                : "Chance failed " + state.seen().k() + " of " + state.seen().n() + " turns it could touch ("
                        + Shares.share(state.seen()) + ").";
        return state.asked() == 0 ? chance : chance + " " + state.asked() + " more because someone asked for it.";
    }

    private void flip() {
        if (details == null) {
            details = new ModeDetails(mode, model);
            body.getChildren().add(details);
            more.setGraphic(FontIcon.of(Feather.CHEVRON_UP));
        } else {
            body.getChildren().remove(details);
            details = null;
            more.setGraphic(FontIcon.of(Feather.CHEVRON_DOWN));
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getTarget() != this) {
            return;
        }
        var amount = event.isShiftDown() ? BIG : 1;
        switch (event.getCode()) {
            case SPACE -> model.toggle(mode);
            case LEFT -> model.nudge(mode, -amount);
            case RIGHT -> model.nudge(mode, amount);
            case ENTER -> flip();
            case BACK_SPACE -> typed = "";
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Digits that follow each other make one number: 4, then 42.
    private void typed(KeyEvent event) {
        if (event.getTarget() == this && event.getCharacter().matches("\\d")) {
            var number = typed + event.getCharacter();
            typed = Integer.parseInt(number) > MOST ? event.getCharacter() : number;
            model.set(mode, Integer.parseInt(typed));
            event.consume();
        }
    }

    static boolean moves(KeyCode code) { return code == KeyCode.UP || code == KeyCode.DOWN; }
}
