package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.errands.PromptsFile;
import dev.kintsugi.workbench.kit.Desk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which file of prompts is chosen, and what stands in it. Knows no control. Changes on the FX thread only; files are read on
/// another.
final class Choice implements AutoCloseable {
    private final Desk desk;
    private final Path home;
    private final ExecutorService reader = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("prompts").factory());
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Path> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<String>> prompts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
    private int asked;

    /// @param home where `demos/errands` lies
    Choice(Desk desk, Path home) {
        this.desk = desk;
        this.home = home;
        chosen.subscribe((_, _) -> reload());
    }

    ObservableList<Entry> entries() { return entries; }

    ObjectProperty<@Nullable Path> chosen() { return chosen; }

    /// What stands in the chosen file; empty while it is read, and when it cannot be.
    ReadOnlyObjectProperty<List<String>> prompts() { return prompts.getReadOnlyProperty(); }

    /// What is wrong with the chosen file.
    ReadOnlyObjectProperty<@Nullable Problem> trouble() { return trouble.getReadOnlyProperty(); }

    /// Finds the prompts of the demo, and chooses them when nothing else is chosen.
    void look() {
        var demo = home.resolve("demos/errands/prompts.json").toAbsolutePath().normalize();
        reader.execute(() -> {
            if (Files.exists(demo)) {
                desk.pump().inOrder(() -> {
                    if (entries.stream().noneMatch(entry -> entry.file().equals(demo))) {
                        entries.addFirst(new Entry(demo, "The errands of the demo"));
                    }
                    if (chosen.get() == null) {
                        chosen.set(demo);
                    }
                });
            }
        });
    }

    /// Adds a file and chooses it.
    void open(Path file) {
        var whole = file.toAbsolutePath().normalize();
        if (entries.stream().noneMatch(entry -> entry.file().equals(whole))) {
            entries.add(Entry.of(whole));
        }
        if (whole.equals(chosen.get())) {
            reload();
        }
        chosen.set(whole);
    }

    /// Reads the chosen file again. What was asked for last counts, whenever the answers come.
    void reload() {
        var file = chosen.get();
        var number = ++asked;
        prompts.set(List.of());
        trouble.set(null);
        if (file != null) {
            reader.execute(() -> read(file, number));
        }
    }

    private void read(Path file, int number) {
        try {
            var read = PromptsFile.read(file);
            desk.pump().inOrder(() -> {
                if (number == asked) {
                    prompts.set(read);
                }
            });
        } catch (Problem broken) {
            desk.pump().inOrder(() -> {
                if (number == asked) {
                    trouble.set(broken);
                }
            });
        }
    }

    @Override
    public void close() { reader.shutdown(); }
}
