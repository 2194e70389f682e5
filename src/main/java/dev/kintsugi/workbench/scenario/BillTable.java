package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.Bill.Party;
import dev.kintsugi.workbench.kit.Tips;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The ledger as it stands: what is due, what can still come, what was spared in the end, and both totals.
final class BillTable extends VBox {
    private static final int COLUMNS = 4;

    BillTable() { getStyleClass().add("bill"); }

    /// @param over whether nothing more can come due
    void show(Bill bill, boolean over) {
        getChildren().clear();
        var grid = new GridPane();
        grid.getStyleClass().add("bill-grid");
        for (var party : Party.values()) {
            if (bill.items().stream().anyMatch(i -> i.party() == party)) {
                grid.add(head(bill, party), 0, grid.getRowCount(), COLUMNS, 1);
                bill.items().stream().filter(item -> item.party() == party).forEach(item -> row(grid, item, over));
            }
        }
        if (!bill.items().isEmpty()) {
            getChildren().add(grid);
        } else {
            var none = new Label("This scenario has no ledger.");
            none.getStyleClass().addAll("muted", "small");
            getChildren().add(none);
        }
    }

    private static HBox head(Bill bill, Party party) {
        var name = new Label(name(party));
        name.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var total = new Label(amount(bill.total(party)) + " " + bill.currency());
        total.getStyleClass().addAll("bill-total");
        total.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(name, gap, total);
        head.getStyleClass().add("bill-head");
        return head;
    }

    static String name(Party party) {
        return switch (party) {
            case CUSTOMER -> "THE CUSTOMER PAYS";
            case COMPANY -> "THE COMPANY PAYS";
        };
    }

    private static void row(GridPane grid, Bill.Item item, boolean over) {
        var name = new Label(item.name());
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(name, Priority.ALWAYS);
        // A lump sum is no formula.
        var formula = new Label(item.formula().equals(Long.toString(item.amount())) ? "" : item.formula());
        formula.getStyleClass().addAll("muted", "small");
        var amount = new Label(amount(item.amount()));
        amount.getStyleClass().add("number");
        amount.setMinWidth(USE_PREF_SIZE);
        var state = new Label(item.triggered() ? "due" : over ? "spared" : "open");
        state.getStyleClass().addAll("small", "muted");
        state.setMinWidth(USE_PREF_SIZE);
        if (!item.triggered()) {
            name.getStyleClass().add("muted");
            amount.getStyleClass().add("muted");
            if (over) {
                amount.getStyleClass().add("spared");
            }
        }
        Tips.on(name, item.why());
        GridPane.setHalignment(amount, HPos.RIGHT);
        grid.addRow(grid.getRowCount(), name, formula, state, amount);
    }

    /// e.g. `8,300`.
    static String amount(long whole) { return String.format(Locale.ROOT, "%,d", whole); }
}
