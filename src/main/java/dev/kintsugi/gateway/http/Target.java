package dev.kintsugi.gateway.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a request line points at, taken apart. Immutable.
///
/// @param path     as sent, without the query; of an absolute-form target its path
/// @param segments the path's parts between slashes, percent-decoded; a slash at the end begins no further one
/// @param absolute whether the target was sent in absolute form (`GET http://host/path`)
record Target(String path, List<String> segments, Map<String, List<String>> query, boolean absolute) {
    private static final Pattern ESCAPES = Pattern.compile("(?:%\\p{XDigit}{2})+");

    /// @throws IllegalArgumentException when it is no path, or its escapes make no sense
    static Target of(String sent) {
        var absolute = !sent.startsWith("/") && sent.contains("://");
        var local = absolute ? afterAuthority(sent) : sent;
        if (!local.startsWith("/") && !local.equals("*")) {
            throw new IllegalArgumentException("no path");
        }
        if (local.indexOf('%') >= 0 && !ESCAPES.matcher(local).results().allMatch(run -> sound(run.group()))) {
            throw new IllegalArgumentException("no UTF-8");
        }
        var mark = local.indexOf('?');
        var path = mark < 0 ? local : local.substring(0, mark);
        var query = mark < 0 ? Map.<String, List<String>>of() : new QueryStringDecoder(local).parameters();
        return new Target(path, segments(path), query, absolute);
    }

    /// Whether escaped bytes are text: decoders put another character in the place of what is none.
    private static boolean sound(String escapes) {
        return Utf8.isSound(HexFormat.of().parseHex(escapes.replace("%", "")));
    }

    private static String afterAuthority(String sent) {
        var slash = sent.indexOf('/', sent.indexOf("://") + 3);
        return slash < 0 ? "/" : sent.substring(slash);
    }

    private static List<String> segments(String path) {
        var from = path.startsWith("/") ? 1 : 0;
        var until = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        var parts = path.substring(from, Math.max(from, until)).split("/", -1);
        return path.indexOf('%') < 0 ? List.of(parts) : Arrays.stream(parts).map(Target::decoded).toList();
    }

    /// A plus sign is a plus sign in a path.
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
