package dev.kintsugi.workbench.network;

import dev.kintsugi.network.Direction;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.workbench.kit.Labelled;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Segments;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A toxic: what it does, and on request the fields to change that. On the FX thread only.
final class ToxicRow extends VBox {
    private static final int ALL = 100;

    private final ProxiesModel model;
    private final Proxy proxy;
    private final Label words = Prose.words("");
    private final List<TextField> attributes = new ArrayList<>();
    private final TextField share = new TextField();
    private final TextField first = new TextField();
    private final TextField every = new TextField();
    private final Segments<Direction> direction = new Segments<>(List.of(Direction.DOWNSTREAM, Direction.UPSTREAM),
            each -> each == Direction.DOWNSTREAM ? "Answers" : "Requests");
    private ToxicRule rule;

    ToxicRow(ProxiesModel model, Proxy proxy, ToxicRule rule) {
        this.model = model;
        this.proxy = proxy;
        this.rule = rule;
        var change = new ToggleButton("Change");
        change.setAccessibleText("Change " + rule.name());
        change.getStyleClass().addAll("small", "flat");
        var heal = new Button("Take away");
        heal.getStyleClass().addAll("small", "flat");
        heal.setAccessibleText("Take away " + rule.name());
        heal.setOnAction(_ -> model.heal(proxy, this.rule));
        // The words give way in a narrow window, by breaking into lines, not the buttons.
        words.setMinWidth(0);
        List.of(change, heal).forEach(button -> button.setMinWidth(USE_PREF_SIZE));
        var row = new HBox(words, change, heal);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gap-8");
        var form = form();
        form.visibleProperty().bind(change.selectedProperty());
        form.managedProperty().bind(form.visibleProperty());
        getStyleClass().add("gap-4");
        getChildren().setAll(row, form);
        show(rule);
    }

    /// Whether its fields are those of this toxic.
    boolean fits(ToxicRule other) { return other.toxic().getClass() == rule.toxic().getClass(); }

    /// Tells how the toxic is now. What is being typed stays where nothing else was changed.
    void show(ToxicRule now) {
        if (now.equals(rule) && !words.getText().isEmpty()) {
            return;
        }
        rule = now;
        words.setText(ToxicWords.of(now));
        direction.chosen().set(now.direction());
        var fields = ToxicFields.of(now.toxic());
        for (int i = 0; i < fields.size(); i++) {
            attributes.get(i).setText(fields.get(i).text());
        }
        share.setText(ToxicWords.percent(now));
        first.setText(now.first() == 0 ? "" : Integer.toString(now.first()));
        every.setText(now.every() <= 1 ? "" : Integer.toString(now.every()));
    }

    private Node form() {
        var form = new FlowPane(Labelled.above("What is hurt", direction));
        form.getStyleClass().add("gap-8");
        form.setRowValignment(VPos.BOTTOM);
        for (var field : ToxicFields.of(rule.toxic())) {
            var text = new TextField();
            attributes.add(text);
            form.getChildren().add(labelled(field.label(), text, field.prompt(), field.columns()));
        }
        var done = new Button("Apply");
        done.getStyleClass().add("small");
        done.setOnAction(_ -> apply());
        form.getChildren().addAll(labelled("% of " + (rule.byRequest() ? "requests" : "connections"), share, "100", 4),
                labelled("Only the first", first, "all", 4), labelled("Only one in", every, "1", 4), done);
        return form;
    }

    private void apply() {
        model.change(proxy, rule,
                () -> new ToxicRule(name(), direction.chosen().get(), share(share.getText()), count(first),
                        count(every),
                        ToxicFields.read(rule.toxic(), attributes.stream().map(TextField::getText).toList())));
    }

    /// A toxic that is moved to the other direction and bears the usual name gets that of its new one.
    private String name() {
        var usual = rule.toxic().type() + "_" + rule.direction().word();
        return rule.name().equals(usual) ? rule.toxic().type() + "_" + direction.chosen().get().word() : rule.name();
    }

    private static double share(String text) {
        try {
            return text.isBlank() ? 1 : Double.parseDouble(text.strip().replace(',', '.')) / ALL;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no percentage", e);
        }
    }

    private static int count(TextField field) {
        return (int) Math.min(ToxicFields.number(field.getText()), Integer.MAX_VALUE);
    }

    private Node labelled(String name, TextField field, String prompt, int columns) {
        field.setPromptText(prompt);
        field.setPrefColumnCount(columns);
        field.setAccessibleText(name);
        field.setOnAction(_ -> apply());
        field.getStyleClass().addAll("mono", "small");
        return Labelled.above(name, field);
    }
}
