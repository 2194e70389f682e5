package dev.kintsugi.cli;

import java.util.Set;

/// Where and for whom a lab is served. Immutable.
///
/// @param host  the address to listen on, e.g. `127.0.0.1`
/// @param port  0 for any free one
/// @param hosts more names under which it may be addressed
/// @param sessionMinute messages of one session in a minute
public record ServeWish(String host, int port, Set<String> hosts, int sessionMinute) {
    public ServeWish {
        hosts = Set.copyOf(hosts);
    }
}
