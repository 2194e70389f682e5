package dev.kintsugi.workbench.scenario;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Shelved;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/// What plays a scenario; the lab does. Called on the window's thread; none of it waits.
public interface Player {
    /// Reads the scenario in a file, or in the `scenario.yaml` of a folder, or why it cannot be read.
    void read(Path file, Consumer<Shelved> told);

    /// Reads a scenario and begins it in a session of its own and lays it on the bench; what played before is stopped. When it
    /// is stopped or another begun before it is there, it is never laid there, nothing of it is kept and nobody is told.
    ///
    /// @param policy names the recovery of what was read; from any thread
    /// @param ready  gets what was read once it is there
    /// @param failed gets why it cannot be read or begun; [#begin] may be tried again
    void begin(Path file, Function<Scenario, String> policy, Consumer<Scenario> ready, Consumer<Throwable> failed);

    void play();

    void pause();

    void step();

    void speed(int times);

    void jump(int step);

    void stop();

    /// Whether that is the session in which it plays.
    boolean plays(SessionId session);

    /// Plays a scenario at once without and with recovery, and tells what recovery saved.
    void compare(Scenario scenario, String policy, Consumer<Savings> told);
}
