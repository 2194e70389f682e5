package dev.kintsugi.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Cuts the lines of the log out of the raw pages of a file whose tables are beyond reading. Used once, by one thread.
///
/// Each line carries its own hash, so that what is found is either true or passed over. A session that was deleted may
/// come back this way, if its pages were still there: better than losing one that was not.
final class Carving {
    private static final byte[] BEGINNING = "{\"v\":1,\"session\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, TreeMap<Long, LogLine>> found = new LinkedHashMap<>();

    /// The lines of a file by session and sequence.
    static Map<String, TreeMap<Long, LogLine>> of(Path file) throws IOException {
        var carving = new Carving();
        Pages.each(file, carving::page);
        return carving.found;
    }

    /// The lines among some bytes by session and sequence.
    static Map<String, TreeMap<Long, LogLine>> in(byte[] bytes) {
        var carving = new Carving();
        carving.page(bytes);
        return carving.found;
    }

    private void page(byte[] bytes) {
        for (int at = 0; at < bytes.length - BEGINNING.length; at++) {
            if (bytes[at] == '{' && begins(bytes, at)) {
                var end = end(bytes, at);
                LogLine.proven(new String(bytes, at, end - at, StandardCharsets.UTF_8)).ifPresent(
                        line -> found.computeIfAbsent(line.session(), _ -> new TreeMap<>()).put(line.sequence(), line));
            }
        }
    }

    private static boolean begins(byte[] bytes, int at) {
        for (int i = 0; i < BEGINNING.length; i++) {
            if (bytes[at + i] != BEGINNING[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where the object that begins here ends: at the brace that closes it outside any string.
    private static int end(byte[] bytes, int from) {
        var depth = 0;
        var quoted = false;
        for (int at = from; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> quoted = !quoted;
                case '\\' -> at++;
                case '{' -> depth += quoted ? 0 : 1;
                case '}' -> depth -= quoted ? 0 : 1;
                default -> {
                    continue;
                }
            }
            if (depth == 0) {
                return at + 1;
            }
        }
        return bytes.length;
    }
}
