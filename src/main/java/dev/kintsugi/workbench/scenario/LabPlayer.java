package dev.kintsugi.workbench.scenario;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Playback;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.kit.Desk;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plays scenarios in the lab.
final class LabPlayer implements Player {
    private final Desk desk;
    private @Nullable Playback playback;
    private int speed = 1;
    /// How often one was begun or stopped: what was opened for one before is too late.
    private int turn;

    LabPlayer(Desk desk) { this.desk = desk; }

    @Override
    public void read(Path file, Consumer<Shelved> told) {
        desk.jobs().run("Read the scenario", _ -> {
            var read = Shelved.of(file);
            desk.pump().inOrder(() -> told.accept(read));
            return "";
        });
    }

    @Override
    public void begin(Path file, Function<Scenario, String> policy, Consumer<Scenario> ready,
            Consumer<Throwable> failed) {
        stop();
        var mine = turn;
        desk.jobs().run("Open the scenario", _ -> {
            try {
                var read = Scenarios.load(file);
                var opened = new Playback(desk.lab().lab(), read, PlayOptions.watched(policy.apply(read), read.seed()));
                desk.pump().inOrder(() -> opened(mine, opened, () -> ready.accept(read)));
            } catch (RuntimeException why) {
                desk.pump().inOrder(() -> {
                    if (mine == turn) {
                        failed.accept(why);
                    }
                });
                throw why;
            }
            return "";
        });
    }

    private void opened(int mine, Playback opened, Runnable ready) {
        if (mine != turn) {
            opened.close();
            desk.lab().delete(opened.session().id());
            return;
        }
        playback = opened;
        opened.speed(speed);
        desk.lab().show(opened.session());
        ready.run();
    }

    @Override
    public void play() { with(Playback::play); }

    @Override
    public void pause() { with(Playback::pause); }

    @Override
    public void step() { with(Playback::step); }

    @Override
    public void speed(int times) {
        speed = times;
        with(p -> p.speed(times));
    }

    @Override
    public void jump(int step) { with(p -> p.jump(step)); }

    @Override
    public boolean plays(SessionId session) { return playback != null && playback.session().id().equals(session); }

    @Override
    public void stop() {
        turn++;
        with(Playback::close);
        playback = null;
    }

    private void with(Consumer<Playback> work) {
        if (playback != null) {
            work.accept(playback);
        }
    }

    @Override
    public void compare(Scenario scenario, String policy, Consumer<Savings> told) {
        desk.jobs().run("Compare recovery off and on", token -> {
            token.progress(0, "without recovery");
            var off = Run.of(desk.lab().lab(), scenario, PlayOptions.atOnce("none", scenario.seed()), (_, _) -> {});
            token.progress(0.5, "with recovery");
            var on = Run.of(desk.lab().lab(), scenario, PlayOptions.atOnce(policy, scenario.seed()), (_, _) -> {});
            var savings = Savings.between(off.bill(), on.bill());
            desk.pump().inOrder(() -> told.accept(savings));
            return "";
        });
    }
}
