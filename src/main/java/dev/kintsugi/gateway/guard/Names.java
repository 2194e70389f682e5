package dev.kintsugi.gateway.guard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Knows under which names the gateway may be addressed: those of the loopback, the address that was reached, and those
/// that were allowed. A name that somebody made point here is none of them. Safe for many threads.
final class Names {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final GuardSettings settings;
    /// What was let in last: most requests are addressed as the one before.
    private volatile Addressed last = new Addressed("", null);

    Names(GuardSettings settings) { this.settings = settings; }

    private record Addressed(String header, @Nullable InetAddress reached) {}

    boolean ours(String header, InetSocketAddress reached) {
        var asked = new Addressed(header, reached.getAddress());
        if (asked.equals(last)) {
            return true;
        }
        var ours = isOurs(header, reached);
        if (ours) {
            last = asked;
        }
        return ours;
    }

    private boolean isOurs(String header, InetSocketAddress reached) {
        var match = HOST.matcher(header.toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return false;
        }
        var name = match.group(1);
        return name.equals("localhost") || settings.hosts().contains(name) || address(name, reached.getAddress());
    }

    private static boolean address(String name, InetAddress reached) {
        if (!ADDRESS.matcher(name).matches()) {
            return false;
        }
        try {
            var named = InetAddress.ofLiteral(name.startsWith("[") ? name.substring(1, name.length() - 1) : name);
            return named.isLoopbackAddress() && reached.isLoopbackAddress() || named.equals(reached);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
