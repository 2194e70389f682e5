package dev.kintsugi.network;

import java.util.regex.Pattern;

/// Which requests are meant. What is empty means any. Immutable.
///
/// @param method e.g. `POST`
/// @param path   without what follows a question mark; `*` stands for anything, also for slashes: `/v1/*`
/// @param header `Name`, or `Name: value`
public record HttpMatch(String method, String path, String header) {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{0,16}");
    private static final Pattern NAMED = Pattern.compile("[!#-'*+.^-`|~\\w-]+(:.*)?");
    /// Every request.
    public static final HttpMatch ANY = new HttpMatch("", "", "");

    public HttpMatch {
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("method is a word in capitals, e.g. GET, not '" + method + "'");
        }
        if (!path.isEmpty() && !path.startsWith("/") && !path.startsWith("*")) {
            throw new IllegalArgumentException("path begins with / or *, unlike '" + path + "'");
        }
        if (!header.isEmpty() && !NAMED.matcher(header).matches()) {
            throw new IllegalArgumentException("header is 'Name' or 'Name: value', not '" + header + "'");
        }
    }

    boolean means(HttpHead request) {
        return (method.isEmpty() || method.equals(request.method()))
                && (path.isEmpty() || fits(path, request.path()))
                && (header.isEmpty() || carried(request));
    }

    private boolean carried(HttpHead request) {
        var colon = header.indexOf(':');
        return colon < 0
                ? request.has(header)
                : request.value(header.substring(0, colon)).equals(header.substring(colon + 1).strip());
    }

    /// Each part between stars is looked for behind the one before; no pattern makes it slow.
    private static boolean fits(String pattern, String text) {
        var parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(text);
        }
        var last = parts[parts.length - 1];
        var at = parts[0].length();
        var end = text.length() - last.length();
        if (!text.startsWith(parts[0]) || !text.endsWith(last) || at > end) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            var found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
