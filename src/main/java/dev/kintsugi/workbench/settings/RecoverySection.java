package dev.kintsugi.workbench.settings;

import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which recovery stands around the agent, each policy with its order as text.
final class RecoverySection extends View {
    private final Desk desk;
    private final Map<Fixed, String> fixed;
    private final ToggleGroup group = new ToggleGroup();
    private final Label other = new Label();

    RecoverySection(Desk desk, Map<Fixed, String> fixed) {
        this.desk = desk;
        this.fixed = fixed;
    }

    @Override
    protected Parent build() {
        var by = fixed.get(Fixed.POLICY);
        var section = new Section("Recovery",
                "What stands around each call, outermost first. Recovery sees what a production agent would see, never "
                        + "what was injected." + (by == null ? "" : " Set by " + by + "."));
        for (var name : Policies.names()) {
            section.add(choice(Policies.named(name), by != null));
        }
        Prose.wrap(other);
        other.setMinHeight(Region.USE_PREF_SIZE);
        var compose = new Button("Compose\u2026");
        compose.setMinWidth(Region.USE_PREF_SIZE);
        compose.setOnAction(_ -> desk.actions().run("recovery.policy"));
        section.add(other);
        section.add(compose);
        return section;
    }

    private VBox choice(Policy policy, boolean decided) {
        var radio = new RadioButton(policy.name());
        radio.setToggleGroup(group);
        radio.setUserData(policy.name());
        radio.setDisable(decided);
        radio.setOnAction(_ -> desk.lab().recoverBy(policy.name(), policy.name()));
        var about = new VBox(Prose.words(Policies.purpose(policy.name()), "muted"));
        about.getStyleClass().add("settings-order");
        if (!policy.patterns().isEmpty()) {
            var order = Prose.words(policy.order(), "muted");
            order.getStyleClass().add("mono");
            about.getChildren().add(order);
        }
        return new VBox(radio, about);
    }

    @Override
    protected void opened() {
        listen(desk.lab().settings(), now -> group.getToggles()
                .forEach(toggle -> toggle.setSelected(now.policy().equals(toggle.getUserData()))));
        listen(desk.lab().settings(), now -> tell(now.policy()));
    }

    /// A policy of one's own is no choice above, but it is what is used.
    private void tell(String policy) {
        var own = !Policies.names().contains(policy);
        other.setText(own ? "In use: " + policy : "");
        other.setVisible(own);
        other.setManaged(own);
    }
}
