package dev.kintsugi.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a Postgres is and who enters. Immutable. Its text never shows the password.
///
/// Of what may follow the question mark, only what says how to connect is taken: `sslmode`, `sslrootcert`,
/// `channel_binding`, `connect_timeout`, `application_name`, `user`, `password`, and `currentSchema` for several labs in
/// one database.
public final class PostgresUrl implements StoreUrl {
    private static final int PORT = 5432;
    private static final Set<String> ALLOWED = Set.of("sslmode", "sslrootcert", "channel_binding", "connect_timeout",
            "application_name", "user", "password", "currentSchema");
    private static final Map<String, String> SPELLINGS = Map.of("channelBinding", "channel_binding", "connectTimeout",
            "connect_timeout", "ApplicationName", "application_name");
    private static final Map<String, Shape> SHAPES = Map.of("sslmode",
            new Shape("disable|allow|prefer|require|verify-ca|verify-full",
                    "disable, allow, prefer, require, verify-ca or verify-full"),
            "channel_binding", new Shape("disable|prefer|require", "disable, prefer or require"), "connect_timeout",
            new Shape("[1-9]\\d{0,2}", "a number of seconds from 1 to 999"), "currentSchema",
            new Shape("[a-z_][a-z0-9_]{0,62}",
                    "a name of small letters, digits and _ that does not begin with a digit, of at most 63"));

    /// What a value may look like, for machines and for people. Immutable.
    private record Shape(String pattern, String words) {}

    private final String name;
    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final String password;
    private final Map<String, String> settings;

    private PostgresUrl(String name, UrlParts parts, Map<String, String> settings) {
        this.name = name;
        this.host = parts.host();
        this.port = parts.port() == 0 ? PORT : parts.port();
        this.user = first(settings.get("user"), parts.user(), System.getProperty("user.name"));
        this.password = first(settings.get("password"), parts.password());
        this.database = first(parts.path(), user);
        this.settings = Map.copyOf(settings);
    }

    private static String first(@Nullable String... values) {
        for (var value : values) {
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /// Whether an address is meant for Postgres, whatever else is wrong with it.
    public static boolean named(String url) {
        return url.strip().toLowerCase(Locale.ROOT).matches("(?s)(jdbc:postgresql|postgres(ql)?(\\+[a-z0-9]+)?):.*");
    }

    static PostgresUrl of(String name, String url) {
        var plain = url.toLowerCase(Locale.ROOT).startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        var short_ = plain.matches("(?s)[A-Za-z+0-9]+:[^/].*")
                ? plain.replaceFirst(":", "://localhost/")
                : plain;
        var parts = UrlParts.of(name, short_);
        if (parts.path().contains("/")) {
            throw UrlParts.unusable(name, "its path is not the name of a database",
                    "Write postgresql://user:password@host:5432/name, and a '/' in a password as %2F");
        }
        var settings = new LinkedHashMap<String, String>();
        parts.settings().forEach((key, value) -> settings.put(allowed(name, key, value), value));
        return new PostgresUrl(name, parts, settings);
    }

    private static String allowed(String name, String key, String value) {
        var known = SPELLINGS.getOrDefault(key, key);
        if (!ALLOWED.contains(known)) {
            throw UrlParts.unusable(name, "it says " + UrlParts.printable(key) + ", which is not allowed",
                    "Leave it out; allowed are " + String.join(", ", ALLOWED.stream().sorted().toList()));
        }
        var shape = SHAPES.get(known);
        if (shape != null && !value.matches(shape.pattern)) {
            throw UrlParts.unusable(name, "its " + known + " has no value that it could have",
                    "It is " + shape.words);
        }
        return known;
    }

    /// The same for tables in a schema of that name.
    public PostgresUrl withSchema(String schema) {
        var changed = new LinkedHashMap<>(settings);
        changed.put("currentSchema", schema);
        return new PostgresUrl(name, new UrlParts("postgresql", user, password, host, port, database, Map.of()),
                changed);
    }

    /// The schema that is named, empty for the usual one.
    String schema() { return settings.getOrDefault("currentSchema", ""); }

    /// What the address is called where it was set, within a sentence.
    String name() { return UrlParts.within(name); }

    String database() { return database; }

    String user() { return user; }

    /// Host and port, for people.
    String server() { return host + ":" + port; }

    @Override
    public String place() {
        return user + "@" + server() + "/" + database + (schema().isEmpty() ? "" : ", schema " + schema());
    }

    /// A source of new connections.
    ///
    /// @param answerSeconds how long an answer may take before the connection counts as lost
    PGSimpleDataSource source(int answerSeconds) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[]{host});
        source.setPortNumbers(new int[]{port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password.isEmpty() ? null : password);
        source.setApplicationName(settings.getOrDefault("application_name", "kintsugi"));
        source.setConnectTimeout(Integer.parseInt(settings.getOrDefault("connect_timeout", "5")));
        source.setLoginTimeout(source.getConnectTimeout() + 5);
        source.setSocketTimeout(answerSeconds);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setSslMode(settings.getOrDefault("sslmode", "prefer"));
        if (settings.containsKey("sslrootcert")) {
            source.setSslRootCert(settings.get("sslrootcert"));
        }
        if (settings.containsKey("channel_binding")) {
            source.setChannelBinding(settings.get("channel_binding"));
        }
        if (!schema().isEmpty()) {
            source.setCurrentSchema(schema());
        }
        return source;
    }

    @Override
    public String toString() { return place(); }
}
