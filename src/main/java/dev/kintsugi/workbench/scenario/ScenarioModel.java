package dev.kintsugi.workbench.scenario;

import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.ScriptStep;
import dev.kintsugi.lab.scenario.Shelved;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Which scenario is played, how far it is, and what it cost. Knows no control. For the window's thread.
public final class ScenarioModel {
    private final ObservableList<Shelved> scenarios = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Shelved> picked = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Scenario> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> trouble = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty recovery = new SimpleBooleanProperty(false);
    private final BooleanProperty predict = new SimpleBooleanProperty(false);
    private final ObjectProperty<Integer> speed = new SimpleObjectProperty<>(1);
    private final ReadOnlyObjectWrapper<PlayerState> state = new ReadOnlyObjectWrapper<>(PlayerState.NONE);
    private final ReadOnlyObjectWrapper<@Nullable PlaybackState> played = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Savings> savings = new ReadOnlyObjectWrapper<>();
    private final Player player;
    private final ObservableValue<@Nullable PlaybackState> news;
    private boolean begun;
    private int target;
    private int asked;

    /// @param news how the playback stands, whenever it moves
    public ScenarioModel(Player player, ObservableValue<@Nullable PlaybackState> news) {
        this.player = player;
        this.news = news;
        speed.subscribe((_, times) -> player.speed(times));
        picked.subscribe(this::another);
    }

    /// Follows the playback until the subscription ends.
    public Subscription follow() {
        return Subscription.combine(news.subscribe(this::moved), recovery.subscribe((_, _) -> forget()));
    }

    /// One that was only read again is the same still.
    private void another(@Nullable Shelved before, @Nullable Shelved now) {
        if (before == null || now == null || !before.file().equals(now.file())) {
            leave();
        }
        chosen.set(now == null ? null : now.scenario());
        tellWhatIsWrong();
    }

    private void moved(@Nullable PlaybackState now) {
        if (now != null && begun && player.plays(now.session())) {
            played.set(now);
            refresh();
        }
    }

    /// Another scenario or another recovery begins from the start.
    private void forget() {
        leave();
        tellWhatIsWrong();
    }

    private void leave() {
        if (begun) {
            player.stop();
        }
        begun = false;
        target = 0;
        played.set(null);
        savings.set(null);
    }

    private void tellWhatIsWrong() {
        var now = picked.get();
        trouble.set(now == null ? null : now.trouble());
        refresh();
    }

    private void refresh() { state.set(now()); }

    private PlayerState now() {
        var at = played.get();
        if (picked.get() == null) {
            return PlayerState.NONE;
        }
        if (chosen.get() == null) {
            return PlayerState.BROKEN;
        }
        if (!begun || at == null) {
            return PlayerState.CHOSEN;
        }
        return at.ended()
                ? PlayerState.ENDED
                : at.playing() || at.done() < target ? PlayerState.PLAYING : PlayerState.PAUSED;
    }

    /// Goes on by itself, or, where the class predicts, by one step; begins when it has not, and again when it is over.
    public void play() {
        if (predict.get()) {
            step();
        } else {
            run(Player::play);
        }
    }

    /// Plays one step and waits.
    public void step() {
        run(p -> {
            target = done() + 1;
            p.step();
            refresh();
        });
    }

    /// Plays up to a step at once, and waits there.
    public void jump(int step) {
        run(p -> {
            target = step;
            p.jump(step);
            refresh();
        });
    }

    /// Waits once the step that is under way is done.
    public void pause() {
        target = 0;
        player.pause();
        refresh();
    }

    /// From the start again with the same seed. Where the class predicts, it is asked first.
    public void replay() {
        var asksFirst = predict.get() && begun;
        forget();
        if (!asksFirst) {
            play();
        }
    }

    private void run(Consumer<Player> move) {
        var entry = picked.get();
        if (entry == null) {
            return;
        }
        if (state.get() == PlayerState.ENDED) {
            forget();
        }
        if (begun) {
            move.accept(player);
        } else {
            begun = true;
            trouble.set(null);
            var withRecovery = recovery.get();
            player.begin(entry.file(), read -> withRecovery ? own(read) : "none", read -> {
                take(new Shelved(entry.file(), read, null));
                move.accept(player);
            }, this::failed);
        }
    }

    private void failed(Throwable why) {
        begun = false;
        target = 0;
        trouble.set(why);
        refresh();
    }

    /// Puts what was read now in the place of what was read before.
    private void take(Shelved read) {
        if (!read.equals(picked.get())) {
            savings.set(null);
            scenarios.replaceAll(s -> s.file().equals(read.file()) ? read : s);
            picked.set(read);
        }
    }

    /// The recovery policy that it is played with.
    public String policy() {
        var scenario = chosen.get();
        return scenario == null || !recovery.get() ? "none" : own(scenario);
    }

    private static String own(Scenario scenario) {
        return scenario.policy().equals("none") ? "standard" : scenario.policy();
    }

    /// Plays both arms at once and keeps what recovery saved.
    public void compare() {
        var scenario = chosen.get();
        if (scenario != null) {
            player.compare(scenario, own(scenario), s -> {
                if (scenario.equals(chosen.get())) {
                    savings.set(s);
                }
            });
        }
    }

    /// Adds a scenario from a file, or reads it again, and chooses it unless another is opened before it is read.
    public void open(Path file) {
        var mine = ++asked;
        player.read(file, read -> {
            scenarios.removeIf(s -> s.file().equals(read.file()));
            scenarios.add(read);
            if (mine == asked) {
                picked.set(read);
                forget();
            }
        });
    }

    /// The step that comes next; absent when none does.
    public Optional<ScriptStep> next() {
        var scenario = chosen.get();
        var at = played.get();
        return scenario == null || at != null && at.ended() || done() >= scenario.steps().size()
                ? Optional.empty()
                : Optional.of(scenario.steps().get(done()));
    }

    private int done() {
        var at = played.get();
        return at == null ? 0 : at.done();
    }

    /// The step that was done last; absent before the first.
    public Optional<ScriptStep> last() {
        var at = played.get();
        return at == null || at.done() == 0 ? Optional.empty() : Optional.of(at.scenario().steps().get(at.done() - 1));
    }

    public ObservableList<Shelved> scenarios() { return scenarios; }

    /// The file that is chosen.
    public ObjectProperty<@Nullable Shelved> picked() { return picked; }

    /// The scenario in it; absent when it cannot be read.
    public ReadOnlyObjectProperty<@Nullable Scenario> chosen() { return chosen.getReadOnlyProperty(); }

    /// Why it cannot be read or begun; absent while nothing is wrong.
    public ReadOnlyObjectProperty<@Nullable Throwable> trouble() { return trouble.getReadOnlyProperty(); }

    /// Whether it is played with recovery.
    public BooleanProperty recovery() { return recovery; }

    /// How many times faster simulated waits pass.
    public ObjectProperty<Integer> speed() { return speed; }

    /// Whether the class predicts before each step; then it goes step by step.
    public BooleanProperty predict() { return predict; }

    public ReadOnlyObjectProperty<PlayerState> state() { return state.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<@Nullable PlaybackState> played() { return played.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<@Nullable Savings> savings() { return savings.getReadOnlyProperty(); }
}
