package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Tips;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How the twelve chances become at most one failure, and what that comes to.
final class RailFoot extends VBox {
    static final String MULTIPLIER = "FAILURE_RATE_MULTIPLIER";

    private final FaultsModel model;
    private final Segments<Law> law = new Segments<>(List.of(Law.values()), law -> Words.capital(law.wire()));
    private final TextField multiplier = new TextField();
    private final Label cooldown = new Label();
    private final HBox cooling;
    private final Label set = new Label();
    private final Label effective = new Label();
    private final Label seen = new Label();
    private final Label remark = new Label();

    RailFoot(FaultsModel model) {
        this.model = model;
        getStyleClass().add("rail-foot");
        var end = new Button("End now");
        end.getStyleClass().add("small");
        end.setOnAction(_ -> model.endCooldown());
        Tips.on(cooldown, "After a failure chance leaves this session alone for a while. Forcing still works.");
        cooling = new HBox(cooldown, end);
        cooling.getStyleClass().add("mode-row");
        wrapped(remark);
        var title = new Label("Any failure, in a turn");
        wrapped(title);
        getChildren().addAll(lawRow(), cooling, title, numbers(), remark);
        law.chosen().subscribe((_, to) -> model.law(to));
    }

    private HBox numbers() {
        var row = new HBox();
        row.setId("any-failure");
        row.getStyleClass().add("mode-numbers");
        ModeCard.number(row, "set", set, "What the sliders come to");
        ModeCard.number(row, "eff", effective,
                "Chance of the next turn, cooldown, live faults and chaos taken into account");
        ModeCard.number(row, "seen", seen, "Share of the turns that chance could have touched");
        return row;
    }

    private static void wrapped(Label label) {
        Prose.wrap(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("muted", "small");
    }

    private HBox lawRow() {
        law.setAccessibleText("Law");
        law.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(law,
                "Sequential: each mode rolls in turn and the first hit wins. Weighted: one roll for whether, one draw for which.");
        multiplier.getStyleClass().addAll("small", "mono", "multiplier");
        multiplier.setAccessibleText("Multiplier of every chance");
        Tips.on(multiplier, "So many times every chance");
        multiplier.setOnAction(_ -> multiply());
        multiplier.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                multiply();
            }
        });
        var fixed = new ReadOnlyStringWrapper(model.fixed(MULTIPLIER));
        var times = new Label("\u00d7");
        times.getStyleClass().addAll("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(law, gap, times, Tips.reason(multiplier, fixed.getReadOnlyProperty()));
        row.getStyleClass().add("mode-row");
        return row;
    }

    private void multiply() {
        try {
            var times = new BigDecimal(multiplier.getText().strip().replace(',', '.'));
            model.multiplier(times.movePointRight(2).intValueExact());
        } catch (ArithmeticException | NumberFormatException | Problem e) {
            multiplier.setText(words(model.state().get().multiplierPpm()));
        }
    }

    private static String words(int ppm) { return String.format(Locale.ROOT, "%.2f", ppm / 1e6).replaceAll("0$", ""); }

    void show(RailState state) {
        law.chosen().set(state.law());
        if (!multiplier.isFocused()) {
            multiplier.setText(words(state.multiplierPpm()));
        }
        // Without chaos there is nothing that it holds back.
        var cools = state.chaos() && state.cooldownMs() > 0;
        cooling.setVisible(cools);
        cooling.setManaged(cools);
        cooldown.setText("Cooldown: " + (state.cooldownMs() + 999) / 1000 + " s left");
        set.setText(Words.percent(state.set()));
        effective.setText(Words.percent(state.effective()));
        seen.setText(state.seen().n() == 0 ? "\u2013" : Shares.percent(state.seen()));
        remark.setText(state.remark());
        remark.setVisible(!state.remark().isEmpty());
        remark.setManaged(!state.remark().isEmpty());
    }
}
