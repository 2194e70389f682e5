package dev.kintsugi.workbench.scenario;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What plays a scenario; the lab does. Called on the window's thread; none of it waits.
public interface Player {
    /// Begins a scenario in a session of its own and lays it on the bench; what played before is stopped. When it is stopped or
    /// another begun before it is there, it is never laid there and `ready` not called.
    void begin(Scenario scenario, String policy, Consumer<Player> ready);

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

    /// Reads a scenario's file.
    ///
    /// @throws Problem when it is wrong
    Scenario read(Path file);
}
