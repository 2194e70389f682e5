package dev.kintsugi.network;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The head of a message of HTTP/1: its first line and its headers. Immutable.
///
/// @param start  the first line
/// @param fields the others, as they came
record HttpHead(String start, List<String> fields) {
    static HttpHead of(byte[] bytes) {
        var lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().filter(line -> !line.isEmpty()).toList();
        return new HttpHead(lines.getFirst(), lines.subList(1, lines.size()));
    }

    /// Of a request.
    String method() { return start.substring(0, start.indexOf(' ')); }

    /// Of a request: without what is asked of it, and without scheme and host where they are told.
    String path() {
        var target = start.split(" ", 3)[1];
        var query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        var scheme = path.indexOf("://");
        var slash = scheme < 0 ? 0 : path.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : path.substring(slash);
    }

    /// Of a reply.
    int status() { return Integer.parseInt(start.split(" ", 3)[1]); }

    /// Of a reply.
    String version() { return start.split(" ", 2)[0]; }

    private boolean old() { return start.endsWith("HTTP/1.0"); }

    boolean has(String name) { return fields.stream().anyMatch(field -> name(field).equalsIgnoreCase(name.strip())); }

    /// All values of a header, joined by commas; empty when it is not there.
    String value(String name) {
        return String.join(",", fields.stream().filter(field -> name(field).equalsIgnoreCase(name.strip()))
                .map(field -> field.substring(Math.min(field.length(), name(field).length() + 1)).strip()).toList());
    }

    /// Whether a header names a word, e.g. `close` in `Connection`.
    boolean says(String name, String word) {
        return List.of(value(name).toLowerCase(Locale.ROOT).split("[,\\s]+", -1)).contains(word);
    }

    /// Whether the connection ends after this request and its reply.
    boolean last() { return says("connection", "close") || old() && !says("connection", "keep-alive"); }

    /// The headers but for some.
    ///
    /// @param gone is asked for names in small letters
    List<String> without(Predicate<String> gone) {
        return fields.stream().filter(field -> !gone.test(name(field).toLowerCase(Locale.ROOT))).toList();
    }

    private static String name(String field) {
        var colon = field.indexOf(':');
        return colon < 0 ? field : field.substring(0, colon);
    }
}
