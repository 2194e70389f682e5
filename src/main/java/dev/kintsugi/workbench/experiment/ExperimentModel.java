package dev.kintsugi.workbench.experiment;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.experiment.Episode;
import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.Experiments;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.FindingsFile;
import dev.kintsugi.lab.experiment.Playing;
import dev.kintsugi.lab.experiment.ResultStore;
import dev.kintsugi.lab.experiment.Results;
import dev.kintsugi.lab.experiment.Verdict;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.Throttle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Which experiment is looked at, what it will do, how far it is and what it found. Knows no control. Changes on the FX
/// thread only; files are read, episodes played and figures worked out on others.
public final class ExperimentModel implements AutoCloseable {
    private static final Duration BETWEEN_FIGURES = Duration.seconds(1);

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
    private final ReadOnlyObjectWrapper<@Nullable Findings> findings = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Path> folder = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ObservableValue<String> blocked = Bindings.createStringBinding(this::why, running, plan, chosen);
    private final ObjectProperty<@Nullable Episode> picked = new SimpleObjectProperty<>();
    private final Map<Path, Findings> kept = new HashMap<>();
    private final Map<Path, Path> folders = new HashMap<>();
    private final Throttle figures = new Throttle(BETWEEN_FIGURES, this::reckon);
    private @Nullable Path playing;
    private @Nullable Job job;
    private @Nullable Supplier<Results> soFar;
    private boolean reckoning;
    private boolean filling;
    private int asked;

    /// @param home where `scenarios/experiments` lies
    public ExperimentModel(Desk desk, Path home) {
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

    /// What the chosen experiment found when it was run last, or so far.
    ReadOnlyObjectProperty<@Nullable Findings> findings() { return findings.getReadOnlyProperty(); }

    /// The folder that keeps the results of the chosen experiment; absent for none.
    ReadOnlyObjectProperty<@Nullable Path> folder() { return folder.getReadOnlyProperty(); }

    /// The episode that was picked from the list.
    ObjectProperty<@Nullable Episode> picked() { return picked; }

    /// What the chosen experiment is called, for the names of files.
    public String name() {
        var found = findings.get();
        return found == null ? "experiment" : found.results().plan().name();
    }

    ReadOnlyBooleanProperty running() { return running.getReadOnlyProperty(); }

    /// Why it cannot be run now; empty when it can.
    ObservableValue<String> blocked() { return blocked; }

    private String why() {
        if (running.get()) {
            return "An experiment is being played; the status bar shows how far it is";
        }
        return chosen.get() == null
                ? "Choose an experiment first"
                : plan.get() == null ? "What is wrong with it has to be mended first" : "";
    }

    /// Reads which experiments there are, and chooses the first when none is chosen.
    public void look() {
        var opened = entries.stream().map(Entry::file).toList();
        errand(() -> Stream.concat(Experiments.shipped(home).stream(), opened.stream())
                .map(file -> file.toAbsolutePath().normalize()).distinct().map(file -> Entry.read(file, home)).toList(),
                found -> {
                    entries.setAll(found);
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
        findings.set(file == null ? null : kept.get(file));
        folder.set(file == null ? null : folders.get(file));
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

    /// Keeps the results of the chosen experiment there from the next run on; null for nowhere.
    void keepIn(@Nullable Path place) {
        var file = chosen.get();
        if (file != null) {
            if (place == null) {
                folders.remove(file);
            } else {
                folders.put(file, place);
            }
            folder.set(place);
        }
    }

    /// Whether a run would go on with one that was stopped.
    boolean goesOn() {
        var found = findings.get();
        var now = plan.get();
        return found != null && now != null && found.results().ending() == Results.Ending.CANCELLED
                && found.results().plan().digest().equals(now.digest());
    }

    /// Plays the chosen experiment as its file says now, with the numbers that were typed.
    void run() {
        var file = chosen.get();
        var now = plan.get();
        if (file == null || now == null || running.get()) {
            return;
        }
        var found = findings.get();
        var before = goesOn() && found != null ? found.results() : null;
        var place = folder.get();
        playing = file;
        soFar = null;
        running.set(true);
        job = desk.jobs().run("Experiment", token -> {
            try {
                return play(file, now, before, place, token);
            } finally {
                desk.pump().inOrder(this::ended);
            }
        });
    }

    private void ended() {
        running.set(false);
        figures.stop();
        job = null;
        playing = null;
        soFar = null;
    }

    /// Lets what is under way finish, and keeps it.
    void stop() {
        var now = job;
        if (now != null) {
            now.cancel();
        }
    }

    private String play(Path file, Experiment asked, @Nullable Results before, @Nullable Path place,
            Jobs.Token token) {
        var now = Experiments.find(file.toString(), home, asked.seed(), asked.episodes());
        var same = before != null && before.plan().digest().equals(now.digest());
        var store = place == null ? null : new ResultStore(place, now);
        var results = Playing.play(desk.lab().lab().agents(), now, new Playing.Options(players(), token::cancelled,
                store, null, same ? before : null, (done, part) -> tell(token, done, now, part)));
        token.progress(-1, "working out the figures");
        var found = Findings.of(results);
        if (store != null && place != null) {
            store.close(results);
            if (results.ending().whole()) {
                FindingsFile.writeAll(found, place);
            }
        }
        desk.pump().inOrder(() -> keep(file, found));
        return closing(found, place);
    }

    /// One core is left for the window.
    private static int players() { return Math.max(1, Runtime.getRuntime().availableProcessors() - 1); }

    private void tell(Jobs.Token token, int done, Experiment now, Supplier<Results> part) {
        token.progress(done / (double) now.episodes(), done * 100L / now.episodes() + " %");
        desk.pump().latest(this, () -> {
            soFar = part;
            figures.ask();
        });
    }

    /// Works out what the finished part says, one at a time.
    private void reckon() {
        var part = soFar;
        var file = playing;
        if (part == null || file == null || reckoning) {
            return;
        }
        reckoning = true;
        Thread.ofVirtual().name("figures").start(() -> {
            try {
                var found = Findings.of(part.get());
                desk.pump().inOrder(() -> {
                    if (running.get() && file.equals(playing)) {
                        keep(file, found);
                    }
                });
            } finally {
                desk.pump().inOrder(() -> reckoning = false);
            }
        });
    }

    private void keep(Path file, Findings found) {
        kept.put(file, found);
        if (file.equals(chosen.get())) {
            findings.set(found);
        }
    }

    private static String closing(Findings found, @Nullable Path place) {
        var results = found.results();
        var done = Words.counted(results.tasks().size(), "conversation");
        var where = place == null ? "" : " They are kept in " + place + ".";
        var broken = found.all(Verdict.INFRASTRUCTURE_ERROR);
        var also = broken == 0
                ? ""
                : " " + Words.counted(broken, "episode") + " broke in the lab itself and count for nothing.";
        return switch (results.ending()) {
            case COMPLETE, UNDER_WAY -> "The experiment is over: " + done + " were played." + where + also;
            case STOPPED_EARLY ->
                "The experiment ended early: after " + done + " every rate is known as well as was asked for." + where
                        + also;
            case CANCELLED -> "The experiment was stopped. " + done + " of " + results.plan().episodes()
                    + " are finished and stay on its page; Go on plays the rest." + where + also;
        };
    }

    /// Writes what was found to a file.
    void export(FindingsFile.Format format, Path file) {
        var found = findings.get();
        if (found != null) {
            desk.jobs().run("Export " + file.getFileName(), token -> {
                token.progress(-1, "writing");
                FindingsFile.write(found, format, file);
                return "Saved " + file;
            });
        }
    }

    /// Plays an episode once more in a session of its own and lays it on the bench.
    void look(Episode episode, Runnable toBench) {
        desk.jobs().run("Play " + episode.name(), _ -> {
            var session = episode.shown(desk.lab().lab());
            desk.pump().inOrder(() -> {
                desk.lab().show(session);
                toBench.run();
            });
            return "";
        });
    }

    /// What is played stops once its conversations under way are finished.
    @Override
    public void close() {
        stop();
        figures.stop();
        errands.shutdown();
    }

    /// Titles of the experiments that are known, by their files, for the palette.
    public Map<Path, String> known() {
        var known = new LinkedHashMap<Path, String>();
        entries.forEach(entry -> known.put(entry.file(), entry.title()));
        return known;
    }
}
