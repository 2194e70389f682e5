package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.History;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.Twin;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a scenario did to its customer and what it cost: the patience, the ledger, and what recovery saves of it.
final class Worth extends VBox {
    private final ScenarioModel model;
    private final PatienceChart patience = new PatienceChart();
    private final Label why = new Label();
    private final BillTable bill = new BillTable();
    private final SavingsTable savings = new SavingsTable();

    Worth(ScenarioModel model) {
        this.model = model;
        getStyleClass().add("worth");
        Prose.wrap(why);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.getStyleClass().addAll("muted", "small");
        var compare = new Button("Compare off and on", FontIcon.of(Feather.COLUMNS));
        compare.setOnAction(_ -> model.compare());
        compare.setMinWidth(Region.USE_PREF_SIZE);
        var none = model.state().map(PlayerState::missing);
        getChildren().addAll(section("PATIENCE"), patience, why, section("LEDGER"), bill,
                section("WHAT RECOVERY SAVES, ITEM BY ITEM"), new HBox(Tips.reason(compare, none)), savings);
    }

    static Label section(String words) {
        var label = new Label(words);
        label.getStyleClass().addAll("section-title", "section-gap");
        return label;
    }

    Subscription follow() {
        return Subscription.combine(patience.follow(), model.chosen().subscribe(_ -> show()),
                model.played().subscribe(_ -> show()), model.savings().subscribe(savings::show));
    }

    private void show() {
        var scenario = model.chosen().get();
        Twin.show(this, scenario != null);
        if (scenario != null) {
            var at = model.played().get();
            patience.show(scenario, at);
            why.setText(at == null || at.patience().why().isEmpty()
                    ? "Full, before anything happened."
                    : at.patience().why() + ".");
            bill.show(at == null ? Bill.of(scenario, History.EMPTY) : at.bill(), at != null && at.finished());
        }
    }
}
