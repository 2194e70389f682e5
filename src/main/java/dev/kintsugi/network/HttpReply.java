package dev.kintsugi.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client hears instead of what the service says, or would have said. Immutable.
///
/// @param status  200 to 599; 0 for the service's, and for 503 where the service is not asked
/// @param headers by name; they replace the service's of the same names
/// @param body    null for the service's, and for none where the service is not asked
public record HttpReply(int status, Map<String, String> headers, @Nullable String body) {
    private static final int UNAVAILABLE = 503;
    private static final int LOWEST = 200;
    private static final int HIGHEST = 599;
    private static final Pattern NAME = Pattern.compile("[!#-'*+.^-`|~\\w-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\xa0-\\xff]*");
    /// They say where a message ends.
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection", "trailer");

    public HttpReply {
        if (status != 0 && (status < LOWEST || status > HIGHEST)) {
            throw new IllegalArgumentException("status is " + LOWEST + " to " + HIGHEST + ", not " + status);
        }
        headers.forEach(HttpReply::check);
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the header '" + name + "' cannot be sent");
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header '" + name + "' is the proxy's own");
        }
    }

    /// Whether a reply of that status has no body.
    static boolean bare(int status) { return status == 204 || status == 304; }

    private byte[] bytes() { return (body == null ? "" : body).getBytes(StandardCharsets.UTF_8); }

    /// The whole reply to a request that the service never sees.
    ///
    /// @param last whether the connection ends after it
    byte[] instead(HttpHead request, boolean last) {
        var code = status == 0 ? UNAVAILABLE : status;
        var fields = new ArrayList<>(own(code));
        if (last) {
            fields.add("connection: close");
        }
        return whole("HTTP/1.1", code, fields, request.method());
    }

    /// Whether nothing of the body that the service sent is left.
    boolean swallows(int served) { return body != null || bare(status == 0 ? served : status); }

    /// The head of the service's reply as the client sees it, with the body when that is another.
    byte[] over(HttpHead reply, String method) {
        var code = status == 0 ? reply.status() : status;
        if (body != null) {
            var fields = new ArrayList<>(reply.without(name -> ours(name) || name.equals("content-type")
                    || name.equals("content-encoding") || FRAMING.contains(name) && !name.equals("connection")));
            fields.addAll(own(code));
            return whole(reply.version(), code, fields, method);
        }
        var emptied = bare(code) || bare(reply.status());
        var fields = new ArrayList<>(reply.without(name -> ours(name) || emptied && FRAMING.contains(name)
                && !name.equals("connection")));
        headers.forEach((name, value) -> fields.add(name + ": " + value));
        if (bare(reply.status()) && !bare(code)) {
            fields.add("content-length: 0");
        }
        return head(reply.version(), code, fields);
    }

    private boolean ours(String name) { return headers.keySet().stream().anyMatch(name::equalsIgnoreCase); }

    private List<String> own(int code) {
        var fields = new ArrayList<String>();
        headers.forEach((name, value) -> fields.add(name + ": " + value));
        if (!bare(code)) {
            if (!ours("content-type") && body != null) {
                fields.add("content-type: text/plain; charset=utf-8");
            }
            fields.add("content-length: " + bytes().length);
        }
        return fields;
    }

    private byte[] whole(String version, int code, List<String> fields, String method) {
        var head = head(version, code, fields);
        if (bare(code) || method.equals("HEAD")) {
            return head;
        }
        var said = bytes();
        var all = new byte[head.length + said.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(said, 0, all, head.length, said.length);
        return all;
    }

    private static byte[] head(String version, int code, List<String> fields) {
        var all = new StringBuilder(version).append(' ').append(code).append(' ').append(reason(code)).append("\r\n");
        fields.forEach(field -> all.append(field).append("\r\n"));
        return all.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String reason(int code) {
        return switch (code) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
