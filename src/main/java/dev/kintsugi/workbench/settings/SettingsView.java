package dev.kintsugi.workbench.settings;

import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// All settings on one page. What the environment decides is disabled and says so.
public final class SettingsView extends View {
    private final List<View> sections;

    /// @param bytes     measures the store on disk, -1 when it is not on this disk
    /// @param addresses where the stores are from the next start on
    /// @param origins   where the values came from
    public SettingsView(Desk desk, List<String> packs, Map<Fixed, String> fixed, ConnectionTest connection,
            LongSupplier bytes, Map<Fixed, StoreAddress> addresses, List<Origin> origins) {
        sections = List.of(new ProviderSection(desk, packs, fixed, connection), new RecoverySection(desk, fixed),
                new StorageSection(desk, fixed, bytes, addresses), new AppearanceSection(desk),
                new OriginSection(desk, origins));
    }

    @Override
    protected Parent build() {
        var title = new Label("Settings");
        title.getStyleClass().add("screen-title");
        var page = new VBox(title);
        page.getStyleClass().add("settings-page");
        sections.forEach(section -> page.getChildren().add(child(section).node()));
        var around = new VBox(page);
        around.getStyleClass().add("screen");
        around.setAlignment(Pos.TOP_CENTER);
        return new Page("Settings", around);
    }
}
