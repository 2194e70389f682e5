package dev.kintsugi.gateway.http;

import java.time.Duration;

/// What a server allows. Immutable.
///
/// @param maxBody      bytes of a request's body. Default 16 MiB; more is a 413
/// @param maxHeaders   bytes of a request's headers together. Default 32 KiB; more is a 431
/// @param maxLine      bytes of the request line. Default 16 KiB; more is a 414
/// @param requestTime  in which a whole request must arrive, from its first byte on. Default 30 s; then a 408
/// @param idleTime     how long a connection may stay open with nothing on it. Default 75 s
/// @param writeTime    how long a client may refuse to read what it is sent. Default 30 s; then it counts as gone
/// @param grace        how long replies under way are waited for when the server closes. Default 2 s
/// @param refusals     words the answers that the server gives by itself
public record ServerSettings(int maxBody, int maxHeaders, int maxLine, Duration requestTime, Duration idleTime,
        Duration writeTime, Duration grace, Refusals refusals) {
    public static final ServerSettings DEFAULTS = new ServerSettings(16 << 20, 32 << 10, 16 << 10,
            Duration.ofSeconds(30), Duration.ofSeconds(75), Duration.ofSeconds(30), Duration.ofSeconds(2),
            Refusals.PLAIN);

    public ServerSettings withRefusals(Refusals other) {
        return new ServerSettings(maxBody, maxHeaders, maxLine, requestTime, idleTime, writeTime, grace, other);
    }

    public ServerSettings withMaxBody(int bytes) {
        return new ServerSettings(bytes, maxHeaders, maxLine, requestTime, idleTime, writeTime, grace, refusals);
    }

    public ServerSettings withTimes(Duration request, Duration idle, Duration write) {
        return new ServerSettings(maxBody, maxHeaders, maxLine, request, idle, write, grace, refusals);
    }
}
