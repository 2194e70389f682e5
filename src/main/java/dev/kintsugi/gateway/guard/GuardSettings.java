package dev.kintsugi.gateway.guard;

import dev.kintsugi.domain.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may come in. Immutable.
///
/// @param host          the address that is bound. Default 127.0.0.1
/// @param token         what a caller must show once more than this machine can reach the port; else not needed
/// @param hosts         names under which the gateway may be addressed, beside those of this machine
/// @param sessionMinute messages of one session in a minute, by REST and at `/v1`; 0 for no limit. Default 60
/// @param perSecond     requests a second to the lab's own endpoints, all callers together. Default 2,000
public record GuardSettings(String host, String token, Set<String> hosts, int sessionMinute, int perSecond) {
    public static final GuardSettings LOOPBACK = new GuardSettings("127.0.0.1", "", Set.of(), 60, 2_000);

    public GuardSettings {
        hosts = hosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (sessionMinute < 0 || perSecond < 1) {
            throw new Problem("The limits of the gateway cannot be used",
                    "they are whole numbers, a session's 0 for no limit", "Leave them out");
        }
        if (!loopback(host) && token.length() < 16) {
            throw new Problem("The gateway needs a token on " + host, "others than this machine can reach it",
                    "Give a token of at least 16 characters, or listen on 127.0.0.1");
        }
    }

    public GuardSettings on(String address, String secret) {
        return new GuardSettings(address, secret, hosts, sessionMinute, perSecond);
    }

    public GuardSettings limited(int eachSession, int all) {
        return new GuardSettings(host, token, hosts, eachSession, all);
    }

    /// Whether others than this machine can reach the port.
    public boolean wide() { return !loopback(host); }

    /// Where a program on this machine finds a port of this address, e.g. `http://127.0.0.1:8000`.
    public String address(int port) {
        var name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }

    /// Throws a [Problem] for a name that is none.
    public static boolean loopback(String host) {
        if (host.isBlank()) {
            throw new Problem("There is no address to listen on", "it is empty",
                    "Use 127.0.0.1, or an address of this machine");
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new Problem("The address " + host + " cannot be listened on", "nobody knows it",
                    "Use 127.0.0.1, or an address of this machine", e);
        }
    }
}
