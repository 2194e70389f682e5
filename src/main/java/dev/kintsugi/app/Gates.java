package dev.kintsugi.app;

import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.domain.Door;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.workbench.network.DoorMaker;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The gateway that the window opens and closes, at one address at a time. Closes with the window. Safe for many threads.
final class Gates implements DoorMaker, AutoCloseable {
    private static final int SESSION_MINUTE = 60;

    private final LocalDoor labs;
    private final Lab lab;
    private @Nullable Door last;

    Gates(LocalDoor labs, Lab lab) {
        this.labs = labs;
        this.lab = lab;
    }

    @Override
    public synchronized Door at(String host, int port) {
        close();
        var made = labs.serve(lab, new ServeWish(host, port, Set.of(), SESSION_MINUTE, RelaySettings.DEFAULTS));
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
