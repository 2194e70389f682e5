package dev.kintsugi.workbench.settings;

import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Where everything is kept, how large it is, and whether the store is well.
final class StorageSection extends View {
    private static final long KIB = 1024;

    private final Desk desk;
    private final Map<Fixed, String> fixed;
    private final LongSupplier bytes;
    private final Map<Fixed, StoreAddress> addresses;
    private final Label kind = new Label();
    private final Label place = new Label();
    private final Label size = new Label("measuring");
    private final Label state = new Label();
    private final Label states = new Label();

    /// @param bytes     measures the store on disk, -1 when it is not on this disk; may be slow
    /// @param addresses where the stores are from the next start on
    StorageSection(Desk desk, Map<Fixed, String> fixed, LongSupplier bytes, Map<Fixed, StoreAddress> addresses) {
        this.desk = desk;
        this.fixed = fixed;
        this.bytes = bytes;
        this.addresses = addresses;
    }

    @Override
    protected Parent build() {
        var by = fixed.get(Fixed.STORE);
        var section = new Section("Storage",
                "What was acknowledged is on disk. The file is made smaller when the lab rests and when it closes."
                        + (by == null ? "" : " The place is set by " + by + "."));
        section.row("Kept in", kind);
        Prose.wrap(place);
        place.getStyleClass().add("mono");
        section.row("Place", place);
        section.row("Size", size);
        Prose.wrap(state);
        section.row("Health", state);
        Prose.wrap(states);
        section.row("Session state", states);
        address(section, Fixed.STORE, "Postgres", "postgresql://user:password@host:5432/name; empty: a file here",
                "a file here");
        address(section, Fixed.STATE, "Redis", "redis://user:password@host:6379/0; empty: this process",
                "this process");
        return section;
    }

    /// A field for the address from the next start on. What is saved is shown without its password.
    private void address(Section section, Fixed which, String name, String prompt, String none) {
        var address = addresses.get(which);
        var by = fixed.get(which);
        var field = new TextField();
        field.setPromptText(by == null ? prompt : "Set by " + by);
        field.setDisable(by != null || address == null);
        var save = new Button("Save for the next start");
        save.disableProperty().bind(field.disabledProperty());
        var saved = Prose.words("", "muted");
        saved.setManaged(false);
        if (address != null && by == null) {
            errand(address::saved, words -> tell(saved, words));
            save.setOnAction(_ -> {
                var url = field.getText();
                errand(() -> address.save(url), words -> {
                    field.clear();
                    tell(saved, words.isEmpty() ? none : words);
                });
            });
            field.setOnAction(_ -> save.fire());
        }
        HBox.setHgrow(field, Priority.ALWAYS);
        var box = new HBox(field, save);
        box.getStyleClass().add("gap-8");
        section.row(name, box);
        section.add(saved);
    }

    /// What is refused stays in the field, to be put right.
    private void errand(Supplier<String> asked, Consumer<String> done) {
        CompletableFuture.supplyAsync(asked).whenComplete((words, trouble) -> desk.pump().inOrder(() -> {
            if (trouble != null) {
                desk.notices().problem(trouble);
            } else {
                done.accept(words);
            }
        }));
    }

    private static void tell(Label saved, String words) {
        saved.setText(words.isEmpty() ? "" : "From the next start on: " + words);
        saved.setManaged(!words.isEmpty());
    }

    @Override
    protected void opened() {
        listen(desk.lab().health(), this::show);
        listen(desk.lab().stateHealth(), health -> states.setText(health.name() + ", " + health.place()
                + (health.trouble() == null ? "" : ": " + health.trouble().getMessage())));
        CompletableFuture.supplyAsync(bytes::getAsLong)
                .thenAccept(measured -> desk.pump().latest("store size", () -> size.setText(words(measured))));
    }

    private void show(StoreHealth health) {
        kind.setText(health.name());
        place.setText(health.place());
        var trouble = health.trouble();
        state.setText(trouble == null ? "Works" : Notice.of(trouble).line());
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
