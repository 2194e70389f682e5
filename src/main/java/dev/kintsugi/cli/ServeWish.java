package dev.kintsugi.cli;

import dev.kintsugi.lab.relay.RelaySettings;
import java.util.Set;

/// Where and for whom a lab is served. Immutable.
///
/// @param host          the address to listen on, e.g. `127.0.0.1`
/// @param port          0 for any free one
/// @param hosts         more names under which it may be addressed
/// @param sessionMinute messages of one session in a minute; 0 for no limit
/// @param calls         how calls at `/v1` are passed on; their policy is the lab's
public record ServeWish(String host, int port, Set<String> hosts, int sessionMinute, RelaySettings calls) {
    public ServeWish {
        hosts = Set.copyOf(hosts);
    }
}
