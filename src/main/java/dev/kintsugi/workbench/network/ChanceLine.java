package dev.kintsugi.workbench.network;

import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Twin;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// Whether chance breaks calls now: who waits for a failure and sees none is told why.
final class ChanceLine extends HBox {
    private final Desk desk;
    private final Label words = Prose.words("", "muted", "small");
    private final Button on = new Button("Turn chaos on");

    ChanceLine(Desk desk) {
        this.desk = desk;
        setId("gateway-chance");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("gap-12");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.SOMETIMES);
        on.setId("gateway-chaos");
        on.getStyleClass().add("small");
        on.setMinWidth(Region.USE_PREF_SIZE);
        on.setOnAction(_ -> desk.actions().run("chaos.toggle"));
        getChildren().addAll(words, on);
    }

    Subscription follow() { return desk.lab().settings().subscribe(settings -> tell(settings.faults())); }

    private void tell(FaultSettings faults) {
        Twin.show(on, !faults.chaos());
        words.setText(faults.chaos()
                ? "Chaos is on: calls fail by chance, as the failure modes are set on the bench. A session whose call failed is "
                        + "then left alone for " + faults.cooldown().toSeconds() + " s"
                        + "; another session, by its own base URL, is not."
                : "Chaos is off: no call fails by chance. One that carries the header X-Lab-Fault fails all the same.");
    }
}
