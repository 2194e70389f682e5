package dev.kintsugi.gateway.http;

import dev.kintsugi.domain.time.ConversationClock;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Writes a reply's status line and headers as bytes. Stateless but for the date, which is worked out once a second.
final class ReplyHead {
    private static final ConversationClock CLOCK = new ConversationClock();
    private static final byte[] SPLITTERS = {'\r', '\n', 0};
    private static volatile Dated date = new Dated(0, "");

    private ReplyHead() {}

    private record Dated(long second, String text) {}

    /// @param length of the body in bytes; negative for chunks, or for an end with the connection in HTTP/1.0
    /// @throws IllegalArgumentException for a header that would begin another line
    static byte[] of(int status, Map<String, String> headers, long length, boolean chunked, boolean keepAlive) {
        var head = new StringBuilder(768).append("HTTP/1.1 ").append(status).append(' ')
                .append(HttpResponseStatus.valueOf(status).reasonPhrase()).append("\r\ndate: ").append(date())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(clean(name)).append(": ").append(clean(value)).append("\r\n"));
        if (length >= 0) {
            head.append("content-length: ").append(length).append("\r\n");
        } else if (chunked) {
            head.append("transfer-encoding: chunked\r\n");
        }
        head.append(keepAlive ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String clean(String text) {
        for (var splitter : SPLITTERS) {
            if (text.indexOf(splitter) >= 0) {
                throw new IllegalArgumentException("a header holds a line break");
            }
        }
        return text;
    }

    private static String date() {
        var now = CLOCK.wall();
        var known = date;
        if (known.second() != now.getEpochSecond()) {
            known = new Dated(now.getEpochSecond(), text(now));
            date = known;
        }
        return known.text();
    }

    private static String text(Instant now) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    }
}
