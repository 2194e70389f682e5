package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.Door;
import dev.kintsugi.lab.relay.Verdicts;

/// Makes a door of the lab that is still closed.
public interface DoorMaker {
    /// The door at an address of this machine.
    ///
    /// @param host  where it will listen, e.g. `127.0.0.1`
    /// @param port  0 for any free one
    /// @param judge whose verdicts on the callers it shows
    Door at(String host, int port, Verdicts judge);
}
