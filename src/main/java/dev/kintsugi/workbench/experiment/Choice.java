package dev.kintsugi.workbench.experiment;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.Experiments;
import dev.kintsugi.workbench.kit.Desk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which experiment is looked at, and what it would do with the numbers that were typed. Knows no control. Changes on the FX
/// thread only; files are read on another.
public final class Choice implements AutoCloseable {
    private final Desk desk;
    private final Path home;
    private final ExecutorService errands = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("experiments").factory());
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Path> chosen = new SimpleObjectProperty<>();
    private final StringProperty conversations = new SimpleStringProperty("");
    private final StringProperty seed = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Experiment> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
    private boolean filling;
    private int asked;

    /// @param home where `scenarios/experiments` lies
    Choice(Desk desk, Path home) {
        this.desk = desk;
        this.home = home;
        chosen.subscribe((_, _) -> fresh());
        conversations.subscribe((_, _) -> typed());
        seed.subscribe((_, _) -> typed());
    }

    /// The files that can be chosen.
    ObservableList<Entry> entries() { return entries; }

    ObjectProperty<@Nullable Path> chosen() { return chosen; }

    /// How many conversations are played, as typed.
    StringProperty conversations() { return conversations; }

    /// As typed.
    StringProperty seed() { return seed; }

    /// What would be run; absent while the file or what was typed is wrong.
    ReadOnlyObjectProperty<@Nullable Experiment> plan() { return plan.getReadOnlyProperty(); }

    /// What is wrong with the file, or with what was typed.
    ReadOnlyObjectProperty<@Nullable Problem> trouble() { return trouble.getReadOnlyProperty(); }

    /// What stands in the file now, with the numbers of an earlier reading. Throws a [Problem] when it cannot be used. From any
    /// thread.
    Experiment again(Path file, Experiment before) {
        return Experiments.find(file.toString(), home, before.seed(), before.episodes());
    }

    /// Reads which experiments there are, and chooses the first when none is chosen.
    public void look() {
        var opened = entries.stream().map(Entry::file).toList();
        errand(() -> Stream.concat(Experiments.shipped(home).stream(), opened.stream())
                .map(file -> file.toAbsolutePath().normalize()).distinct().map(file -> Entry.read(file, home)).toList(),
                found -> {
                    entries.setAll(Entry.apart(found));
                    if (chosen.get() == null && !found.isEmpty()) {
                        chosen.set(found.getFirst().file());
                    }
                });
    }

    /// Adds a file and chooses it.
    public void open(Path file) {
        var whole = file.toAbsolutePath().normalize();
        if (entries.stream().noneMatch(entry -> entry.file().equals(whole))) {
            entries.add(new Entry(whole, whole.getFileName().toString(), null));
        }
        chosen.set(whole);
        look();
    }

    /// Reads the chosen file again, with the numbers that stand in it.
    void reload() {
        fresh();
        look();
    }

    private void fresh() {
        var file = chosen.get();
        plan.set(null);
        trouble.set(null);
        fill("", "");
        if (file != null) {
            read(() -> Experiments.find(file.toString(), home, null, null), this::fill);
        }
    }

    private void fill(Experiment read) { fill(Integer.toString(read.episodes()), Long.toString(read.seed())); }

    private void fill(String many, String from) {
        filling = true;
        conversations.set(many);
        seed.set(from);
        filling = false;
    }

    private void typed() {
        var file = chosen.get();
        if (!filling && file != null) {
            var many = conversations.get();
            var from = seed.get();
            read(() -> Experiments.find(file.toString(), home, Typed.seed(from), Typed.conversations(many)), _ -> {});
        }
    }

    /// What was asked for last counts, whenever the answers come.
    private void read(Supplier<Experiment> work, Consumer<Experiment> then) {
        var number = ++asked;
        errands.execute(() -> {
            try {
                var read = work.get();
                desk.pump().inOrder(() -> {
                    if (number == asked) {
                        plan.set(read);
                        trouble.set(null);
                        then.accept(read);
                    }
                });
            } catch (Problem broken) {
                desk.pump().inOrder(() -> {
                    if (number == asked) {
                        plan.set(null);
                        trouble.set(broken);
                    }
                });
            }
        });
    }

    private <T> void errand(Supplier<T> work, Consumer<T> then) {
        errands.execute(() -> {
            try {
                var done = work.get();
                desk.pump().inOrder(() -> then.accept(done));
            } catch (RuntimeException e) {
                desk.pump().inOrder(() -> desk.notices().problem(e));
            }
        });
    }

    /// Titles of the experiments that are known, by their files, for the palette.
    public Map<Path, String> known() {
        var known = new LinkedHashMap<Path, String>();
        entries.forEach(entry -> known.put(entry.file(), entry.title()));
        return known;
    }

    @Override
    public void close() { errands.shutdown(); }
}
