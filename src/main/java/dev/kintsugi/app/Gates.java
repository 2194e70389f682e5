package dev.kintsugi.app;

import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.domain.Door;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.workbench.network.DoorMaker;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The gateway that the window opens and closes, at one address at a time. Closes with the window. Safe for many threads.
final class Gates implements DoorMaker, AutoCloseable {
    private static final int SESSION_MINUTE = 60;
    /// Recovery on the bench mends what a person says there; programs are on their own, or there is nothing to learn.
    private static final RelaySettings CALLS = RelaySettings.DEFAULTS.withPolicy("none");

    private final LocalDoor labs;
    private final Lab lab;
    private @Nullable Door last;

    Gates(LocalDoor labs, Lab lab) {
        this.labs = labs;
        this.lab = lab;
    }

    @Override
    public synchronized Door at(String host, int port, Verdicts judge) {
        close();
        var made = labs.door(lab, new ServeWish(host, port, Set.of(), SESSION_MINUTE, CALLS), judge);
        last = made;
        return made;
    }

    @Override
    public synchronized void close() {
        if (last != null) {
            last.close();
            last = null;
        }
    }
}
