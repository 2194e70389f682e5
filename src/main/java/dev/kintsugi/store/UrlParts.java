package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The address of a server, taken apart. Immutable. Its text never shows the password, and neither does a [Problem] of
/// its making: what is wrong is named without quoting it.
///
/// @param scheme   in small letters
/// @param user     empty for none
/// @param password empty for none
/// @param host     `localhost` when none is named
/// @param port     0 when none is named
/// @param path     without its slash; may be empty
/// @param settings what follows the question mark, in order
record UrlParts(String scheme, String user, String password, String host, int port, String path,
        Map<String, String> settings) {
    private static final int LONGEST = 2000;
    private static final int LARGEST_PORT = 65_535;

    /// @param name what the URL is called where it was set, e.g. `DATABASE_URL`
    static UrlParts of(String name, String url) {
        var uri = uri(name, url);
        var authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        var at = authority.lastIndexOf('@');
        var login = at < 0 ? "" : authority.substring(0, at);
        var colon = login.indexOf(':');
        var place = authority.substring(at + 1);
        var end = place.startsWith("[") ? place.indexOf(']') + 1 : place.lastIndexOf(':');
        var host = end <= 0 ? (place.startsWith(":") ? "" : place) : place.substring(0, end);
        var port = place.substring(host.length());
        if (uri.getRawFragment() != null || host.contains(",") || host.contains(":") && !host.startsWith("[")) {
            throw unusable(name, "it names no single server",
                    "Name one host, and write special characters of a password as %23, %40, %2F");
        }
        return new UrlParts(uri.getScheme().toLowerCase(Locale.ROOT),
                decoded(name, colon < 0 ? login : login.substring(0, colon)),
                decoded(name, colon < 0 ? "" : login.substring(colon + 1)), host.isEmpty() ? "localhost" : host,
                port(name, port), decoded(name, path(uri)), settings(name, uri));
    }

    private static URI uri(String name, String url) {
        try {
            var uri = url.length() > LONGEST ? null : new URI(url);
            if (uri != null && uri.getScheme() != null && !uri.isOpaque()) {
                return uri;
            }
            throw unusable(name, "it is no URL", "Write scheme://user:password@host:port/name");
        } catch (URISyntaxException _) {
            // Its message quotes the text, password included, and so is not passed on.
            throw unusable(name, "it is no URL",
                    "Write scheme://user:password@host:port/name, and special characters of a password as %23, %40");
        }
    }

    private static String path(URI uri) {
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static int port(String name, String text) {
        if (text.isEmpty() || text.equals(":")) {
            return 0;
        }
        var port = text.matches(":\\d{1,5}") ? Integer.parseInt(text.substring(1)) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            throw unusable(name, "its port is not a number from 1 to 65535",
                    "Write host:port, and special characters of a password as %23, %40, %2F");
        }
        return port;
    }

    private static Map<String, String> settings(String name, URI uri) {
        var settings = new LinkedHashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&")) {
                var equals = pair.indexOf('=');
                var key = decoded(name, equals < 0 ? pair : pair.substring(0, equals));
                if (!key.isEmpty()
                        && settings.put(key, equals < 0 ? "" : decoded(name, pair.substring(equals + 1))) != null) {
                    throw unusable(name, "it says " + printable(key) + " twice", "Say it once");
                }
            }
        }
        return settings;
    }

    private static String decoded(String name, String text) {
        try {
            var decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.chars().noneMatch(Character::isISOControl)) {
                return decoded;
            }
        } catch (IllegalArgumentException _) {
            // Told below, without the text.
        }
        throw unusable(name, "a part of it is badly encoded", "Write a percent sign as %25");
    }

    /// A key as it may be shown: hostile ones are cut.
    static String printable(String key) {
        var clean = key.replaceAll("[^A-Za-z0-9_.-]", "?");
        return "'" + (clean.length() > 40 ? clean.substring(0, 40) : clean) + "'";
    }

    /// What an address is called where it was set, within a sentence: `DATABASE_URL`, or the address in a file.
    static String within(String name) { return name.startsWith("The ") ? "the " + name.substring(4) : name; }

    static Problem unusable(String name, @Nullable String why, String todo) {
        return new Problem(name + " cannot be used", String.valueOf(why), todo);
    }

    @Override
    public String toString() { return scheme + "://" + host + (port == 0 ? "" : ":" + port) + "/" + path; }
}
