package dev.kintsugi.store;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says in words why a server could not be reached, as far as the network tells. Stateless.
final class Unreached {
    private Unreached() {}

    /// Absent when it was reached, and said itself what is wrong.
    static Optional<String> why(Throwable fault) {
        return Troubles.causes(fault).flatMap(each -> Optional.ofNullable(words(each)).stream()).findFirst();
    }

    /// Whether the server was reached, but no connection that both ends trust.
    static boolean untrusted(Throwable fault) {
        return Troubles.causes(fault).anyMatch(SSLException.class::isInstance);
    }

    private static @Nullable String words(Throwable each) {
        return switch (each) {
            case UnknownHostException _ -> "no machine of that name is known";
            case NoRouteToHostException _ -> "no way leads there";
            case SocketTimeoutException _ -> "no answer came in time";
            case ConnectException e -> String.valueOf(e.getMessage()).contains("refused")
                    ? "nobody listens there"
                    : String.valueOf(e.getMessage());
            case SSLException e -> "TLS: " + Troubles.innermost(e);
            default -> null;
        };
    }
}
