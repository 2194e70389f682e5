package dev.kintsugi.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;

/// A host and a port as one text: `127.0.0.1:6379`, `localhost:0`, `[::1]:80`, and `:80` for this machine. Immutable.
///
/// @param host a name or an address, without brackets
public record Address(String host, int port) {
    private static final int LAST = 65_535;
    private static final String HERE = "127.0.0.1";

    /// Throws `IllegalArgumentException` for what is none.
    public static Address parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' names no port; write host:port");
        }
        var host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("'" + text + "' needs brackets: [address]:port");
        }
        if (host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@')) {
            throw new IllegalArgumentException("'" + text + "' is no host:port");
        }
        return new Address(host.isEmpty() ? HERE : host, port(text, text.substring(colon + 1)));
    }

    private static int port(String all, String digits) {
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > LAST) {
            throw new IllegalArgumentException("'" + all + "' has no port from 0 to " + LAST);
        }
        return Integer.parseInt(digits);
    }

    /// Connects to the first of the host's addresses that answers. It is asked for its addresses each time: services move.
    Socket connect(int millis) throws IOException {
        IOException trouble = new IOException(host + " has no address");
        for (var address : InetAddress.getAllByName(host)) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), millis);
                return socket;
            } catch (IOException e) {
                socket.close();
                trouble = e;
            }
        }
        throw trouble;
    }

    /// As a number, where the host is a name that has one of IPv4: `127.0.0.1:80` for `localhost:80`.
    public Address resolved() {
        try {
            return InetAddress.getByName(host) instanceof Inet4Address found
                    ? new Address(found.getHostAddress(), port)
                    : this;
        } catch (IOException _) {
            return this;
        }
    }

    /// Whether a connection to it may end where somebody listens. Names are looked up only where the ports are the same.
    boolean reaches(Address listening) {
        if (port == 0 || port != listening.port) {
            return false;
        }
        try {
            var there = List.of(InetAddress.getAllByName(listening.host));
            var everywhere = there.stream().anyMatch(InetAddress::isAnyLocalAddress);
            for (var each : InetAddress.getAllByName(host)) {
                if (each.isAnyLocalAddress() || there.contains(each) || everywhere && here(each)) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean here(InetAddress address) throws IOException {
        return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    @Override
    public String toString() { return (host.contains(":") ? "[" + host + "]" : host) + ":" + port; }
}
