package dev.kintsugi.workbench.settings;

import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.View;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import javafx.scene.Parent;
import javafx.scene.control.Label;

/// Where everything is kept, how large it is, and whether the store is well.
final class StorageSection extends View {
    private static final long KIB = 1024;

    private final Desk desk;
    private final Map<Fixed, String> fixed;
    private final LongSupplier bytes;
    private final Label kind = new Label();
    private final Label place = new Label();
    private final Label size = new Label("measuring");
    private final Label state = new Label();

    /// @param bytes measures the store on disk, -1 when it is not on this disk; may be slow
    StorageSection(Desk desk, Map<Fixed, String> fixed, LongSupplier bytes) {
        this.desk = desk;
        this.fixed = fixed;
        this.bytes = bytes;
    }

    @Override
    protected Parent build() {
        var by = fixed.get(Fixed.STORE);
        var section = new Section("Storage",
                "What was acknowledged is on disk. The file is made smaller when the lab rests and when it closes."
                        + (by == null ? "" : " The place is set by " + by + "."));
        section.row("Kept in", kind);
        place.setWrapText(true);
        place.getStyleClass().add("mono");
        section.row("Place", place);
        section.row("Size", size);
        state.setWrapText(true);
        section.row("Health", state);
        return section;
    }

    @Override
    protected void opened() {
        listen(desk.lab().health(), this::show);
        CompletableFuture.supplyAsync(bytes::getAsLong)
                .thenAccept(measured -> desk.pump().latest("store size", () -> size.setText(words(measured))));
    }

    private void show(StoreHealth health) {
        kind.setText(health.name());
        place.setText(health.place());
        var trouble = health.trouble();
        state.setText(trouble == null ? "Works" : trouble.what() + ": " + trouble.why() + ". " + trouble.todo());
        state.getStyleClass().removeAll("danger-text");
        if (trouble != null) {
            state.getStyleClass().add("danger-text");
        }
    }

    static String words(long bytes) {
        if (bytes < 0) {
            return "not on this disk";
        }
        return bytes < KIB * KIB
                ? bytes / KIB + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIB * KIB));
    }
}
