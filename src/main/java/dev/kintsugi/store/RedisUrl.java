package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.util.Locale;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/// Where a Redis is and who enters: `redis://user:password@host:port/number`, or `rediss://` over TLS. Immutable. Its
/// text never shows the password.
public final class RedisUrl {
    private static final int PORT = 6379;
    private static final int LARGEST_NUMBER = 9_999;

    private final String name;
    private final UrlParts parts;
    private final int number;

    private RedisUrl(String name, UrlParts parts, int number) {
        this.name = name;
        this.parts = parts;
        this.number = number;
    }

    /// @param name what the URL is called where it was set, e.g. `REDIS_URL`
    /// @throws Problem when it is not the address of a Redis or says more than it may
    public static RedisUrl of(String name, String url) {
        var text = url.strip();
        if (!text.toLowerCase(Locale.ROOT).matches("(?s)rediss?://.*")) {
            throw UrlParts.unusable(name, "it names no Redis", "Write redis://user:password@host:6379/0");
        }
        var parts = UrlParts.of(name, text);
        parts.settings().keySet().stream().findFirst().ifPresent(key -> {
            throw UrlParts.unusable(name, "it says " + UrlParts.printable(key) + ", which is not allowed",
                    "Leave out everything from the question mark");
        });
        if (!parts.path().matches("\\d{0,4}")) {
            throw UrlParts.unusable(name, "its path is not the number of a database",
                    "Write redis://user:password@host:6379/0, with 0 to " + LARGEST_NUMBER
                            + ", and a '/' in a password as %2F");
        }
        return new RedisUrl(name, parts, parts.path().isEmpty() ? 0 : Integer.parseInt(parts.path()));
    }

    /// What the address is called where it was set, within a sentence.
    String name() { return UrlParts.within(name); }

    HostAndPort server() {
        var host = parts.host();
        return new HostAndPort(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                parts.port() == 0 ? PORT : parts.port());
    }

    /// @param millis how long connecting and each answer may take
    DefaultJedisClientConfig config(int millis) {
        var config = DefaultJedisClientConfig.builder().connectionTimeoutMillis(millis).socketTimeoutMillis(millis)
                .database(number).clientName("kintsugi").ssl(parts.scheme().equals("rediss"));
        if (!parts.user().isEmpty()) {
            config.user(parts.user());
        }
        if (!parts.password().isEmpty()) {
            config.password(parts.password());
        }
        return config.build();
    }

    /// Where it is, for people.
    public String place() { return server() + (number == 0 ? "" : "/" + number); }

    @Override
    public String toString() { return place(); }
}
