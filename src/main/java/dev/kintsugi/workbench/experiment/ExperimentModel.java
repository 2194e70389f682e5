package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Episode;
import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.FindingsFile;
import dev.kintsugi.lab.experiment.Playing;
import dev.kintsugi.lab.experiment.ResultStore;
import dev.kintsugi.lab.experiment.Results;
import dev.kintsugi.lab.experiment.Results.Ending;
import dev.kintsugi.lab.experiment.Verdict;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.Throttle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Plays the experiment that is chosen: how far it is, and what it found. Knows no control. Changes on the FX thread only;
/// episodes are played and figures worked out on others.
public final class ExperimentModel implements AutoCloseable {
    private static final Duration BETWEEN_FIGURES = Duration.seconds(1);

    private final Desk desk;
    private final Choice choice;
    private final ReadOnlyObjectWrapper<@Nullable Findings> findings = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Path> folder = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> trouble = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ObservableValue<String> blocked;
    private final ObjectProperty<@Nullable Episode> picked = new SimpleObjectProperty<>();
    private final Map<Path, Findings> kept = new HashMap<>();
    private final Map<Path, Path> folders = new HashMap<>();
    private final Map<Path, Throwable> troubles = new HashMap<>();
    private final Throttle figures = new Throttle(BETWEEN_FIGURES, this::reckon);
    private @Nullable Path playing;
    private @Nullable Path keeping;
    private @Nullable Job job;
    private @Nullable Supplier<Results> soFar;
    private boolean reckoning;

    /// @param home where `scenarios/experiments` lies
    public ExperimentModel(Desk desk, Path home) {
        this.desk = desk;
        this.choice = new Choice(desk, home);
        this.blocked = Bindings.createStringBinding(this::why, running, choice.plan(), choice.chosen());
        choice.chosen().subscribe((_, file) -> {
            findings.set(file == null ? null : kept.get(file));
            folder.set(file == null ? null : folders.get(file));
            trouble.set(file == null ? null : troubles.get(file));
        });
    }

    /// Which experiment that is.
    public Choice choice() { return choice; }

    /// What the chosen experiment found when it was run last, or so far.
    ReadOnlyObjectProperty<@Nullable Findings> findings() { return findings.getReadOnlyProperty(); }

    /// What broke off the last run of the chosen experiment, or kept its results from being kept; absent when nothing did.
    ReadOnlyObjectProperty<@Nullable Throwable> trouble() { return trouble.getReadOnlyProperty(); }

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

    /// Whether it is the chosen experiment that is being played.
    boolean playsTheChosen() { return playing != null && playing.equals(choice.chosen().get()); }

    /// Why it cannot be run now; empty when it can.
    ObservableValue<String> blocked() { return blocked; }

    private String why() {
        if (running.get()) {
            return "An experiment is being played; the status bar shows how far it is";
        }
        return choice.chosen().get() == null
                ? "Choose an experiment first"
                : choice.plan().get() == null ? "What is wrong with it has to be mended first" : "";
    }

    /// Keeps the results of the chosen experiment there from the next run on; null for nowhere.
    void keepIn(@Nullable Path place) {
        var file = choice.chosen().get();
        if (file != null) {
            if (place == null) {
                folders.remove(file);
            } else {
                folders.put(file, place);
            }
            folder.set(place);
        }
    }

    /// Whether a run would go on with one that was stopped or broke off.
    boolean goesOn() {
        var found = findings.get();
        var now = choice.plan().get();
        return found != null && now != null && found.results().ending().cut()
                && found.results().plan().digest().equals(now.digest());
    }

    /// Plays the chosen experiment as its file says now, with the numbers that were typed.
    void run() {
        var file = choice.chosen().get();
        var now = choice.plan().get();
        if (file == null || now == null || running.get()) {
            return;
        }
        var found = findings.get();
        var before = goesOn() && found != null ? found.results() : null;
        var place = folder.get();
        playing = file;
        keeping = place;
        soFar = null;
        running.set(true);
        troubles.remove(file);
        trouble.set(null);
        job = desk.jobs().run("Experiment", token -> {
            try {
                return play(file, now, before, place, token);
            } catch (RuntimeException why) {
                desk.pump().inOrder(() -> tell(file, why));
                throw why;
            } finally {
                desk.pump().inOrder(this::ended);
            }
        });
    }

    private void tell(Path file, Throwable why) {
        troubles.put(file, why);
        if (file.equals(choice.chosen().get())) {
            trouble.set(why);
        }
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
        var now = choice.again(file, asked);
        var same = before != null && before.plan().digest().equals(now.digest());
        var store = place == null ? null : new ResultStore(place, now);
        var finished = new AtomicReference<Supplier<Results>>(() -> new Results(now, Map.of(), Ending.UNDER_WAY));
        Results results;
        try {
            results = Playing.play(desk.lab().lab().agents(), now, new Playing.Options(players(), token::cancelled,
                    store, null, same ? before : null, (done, part) -> {
                        finished.set(part);
                        tell(token, done, now, part);
                    }));
        } catch (RuntimeException trouble) {
            brokeOff(file, Objects.requireNonNull(finished.get()).get());
            throw trouble;
        }
        token.progress(-1, "working out the figures");
        var found = Findings.of(results);
        desk.pump().inOrder(() -> last(file, found));
        if (store != null && place != null) {
            store.close(results);
            if (results.ending().whole()) {
                FindingsFile.writeAll(found, place);
            }
        }
        return closing(found, place);
    }

    /// What was finished stays, and can be gone on with, as after a stop.
    private void brokeOff(Path file, Results part) {
        if (!part.tasks().isEmpty()) {
            var found = Findings.of(new Results(part.plan(), part.tasks(), Ending.BROKE_OFF));
            desk.pump().inOrder(() -> last(file, found));
        }
    }

    /// One core is left for the window.
    private static int players() { return Math.max(1, Runtime.getRuntime().availableProcessors() - 1); }

    private void tell(Jobs.Token token, int done, Experiment now, Supplier<Results> part) {
        token.progress(done / (double) now.episodes(), done * 100L / now.episodes() + Shares.PERCENT);
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

    /// No figures of a part that are still being worked out take its place.
    private void last(Path file, Findings found) {
        playing = null;
        keep(file, found);
    }

    private void keep(Path file, Findings found) {
        kept.put(file, found);
        if (file.equals(choice.chosen().get())) {
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
            case CANCELLED, BROKE_OFF -> "The experiment was stopped. " + done + " of " + results.plan().episodes()
                    + " are finished and stay on its page; Go on plays the rest." + where + also;
        };
    }

    /// What becomes of what is played when the window is closed; empty when nothing is.
    public String leaving() {
        if (!running.get()) {
            return "";
        }
        return keeping == null
                ? "the experiment's results are kept in no folder: what it found so far is lost"
                : "what the experiment finished is kept in " + keeping
                        + ", and a run that keeps its results there goes on";
    }

    /// Writes what was found to a file.
    void export(FindingsFile.Format format, Path file) {
        var found = findings.get();
        if (found != null) {
            desk.jobs().export(file, () -> FindingsFile.write(found, format, file));
        }
    }

    /// Plays an episode once more in a session of its own and lays it on the bench.
    void look(Episode episode, Runnable toBench) {
        desk.play(episode.name(), () -> episode.shown(desk.lab().lab()), toBench);
    }

    /// What is played stops once its conversations under way are finished.
    @Override
    public void close() {
        stop();
        figures.stop();
        choice.close();
    }
}
