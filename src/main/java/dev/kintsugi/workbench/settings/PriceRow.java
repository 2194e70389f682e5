package dev.kintsugi.workbench.settings;

import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Price;
import java.math.BigDecimal;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What a million tokens of the model cost. Both fields empty: the price is not known.
final class PriceRow extends HBox {
    private final Desk desk;
    private final ObservableValue<String> model;
    private final TextField prompt = field("USD for a million tokens that are sent");
    private final TextField completion = field("USD for a million tokens that come back");

    PriceRow(Desk desk, ObservableValue<String> model) {
        this.desk = desk;
        this.model = model;
        getChildren().addAll(prompt, words("sent"), completion, words("answered, USD for a million tokens"));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("gap-8");
    }

    private TextField field(String spoken) {
        var field = new TextField();
        field.setAccessibleText(spoken);
        field.setPromptText("unknown");
        field.getStyleClass().addAll("mono", "price");
        field.setOnAction(_ -> take());
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                take();
            }
        });
        return field;
    }

    private static Label words(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    Subscription follow() { return model.subscribe(_ -> show()).and(desk.prices().known().subscribe(this::show)); }

    private void show() {
        var price = desk.prices().known().get(model.getValue());
        prompt.setText(price == null ? "" : price.prompt().toPlainString());
        completion.setText(price == null ? "" : price.completion().toPlainString());
    }

    private void take() {
        try {
            var name = model.getValue();
            var before = Optional.ofNullable(desk.prices().known().get(name));
            var now = Optional.ofNullable(price());
            if (!before.equals(now)) {
                desk.prices().set(name, now.orElse(null));
                desk.undo().seal();
                desk.undo().changed("price", "Change the price of " + name, before,
                        old -> desk.prices().set(name, old.orElse(null)));
                desk.undo().seal();
            }
        } catch (IllegalArgumentException _) {
            show();
        }
    }

    /// Half a price is none yet.
    private @Nullable Price price() {
        var in = prompt.getText().strip().replace(',', '.');
        var out = completion.getText().strip().replace(',', '.');
        return in.isEmpty() || out.isEmpty() ? null : new Price(new BigDecimal(in), new BigDecimal(out));
    }
}
