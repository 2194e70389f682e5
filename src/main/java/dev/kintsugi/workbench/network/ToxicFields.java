package dev.kintsugi.workbench.network;

import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.HttpReply;
import dev.kintsugi.network.Toxic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The attributes of toxics as a person writes them. Stateless.
final class ToxicFields {
    private static final String ANY = "any";
    private static final Pattern BETWEEN = Pattern.compile("\\s*;\\s*");

    private ToxicFields() {}

    /// One of them. Immutable.
    ///
    /// @param prompt  what an empty one means
    /// @param columns how wide it is
    record Field(String label, String text, String prompt, int columns) {
        static Field number(String label, long value) { return new Field(label, Long.toString(value), "0", 5); }
    }

    static List<Field> of(Toxic toxic) {
        return switch (toxic) {
            case Toxic.Latency t -> List.of(Field.number("ms late", t.latency()),
                    Field.number("ms more or less", t.jitter()));
            case Toxic.Bandwidth t -> List.of(Field.number("kB a second", t.rate()));
            case Toxic.SlowClose t -> List.of(Field.number("ms late", t.delay()));
            case Toxic.Timeout t -> List.of(Field.number("ms until it closes", t.timeout()));
            case Toxic.ResetPeer t -> List.of(Field.number("ms before", t.timeout()));
            case Toxic.Slicer t -> List.of(Field.number("bytes a piece", t.averageSize()),
                    Field.number("bytes more or less", t.sizeVariation()), Field.number("\u00b5s between", t.delay()));
            case Toxic.LimitData t -> List.of(Field.number("bytes", t.bytes()));
            case Toxic.Http(var match, var reply) -> List.of(
                    new Field("Method", match.method(), ANY, 5),
                    new Field("Path", match.path(), ANY + ", e.g. /v1/*", 14),
                    new Field("With the header", match.header(), ANY, 10),
                    new Field("Status", reply.status() == 0 ? "" : Integer.toString(reply.status()), "as it is", 5),
                    new Field("Headers", headers(reply.headers()), "Name: value; \u2026", 14),
                    new Field("Body", reply.body() == null ? "" : reply.body(),
                            reply.body() == null ? "as it is" : "none", 14));
            case Toxic.Noop _ -> List.of();
        };
    }

    /// The same toxic with other attributes. Throws `IllegalArgumentException` for what cannot be.
    ///
    /// @param texts as many as it has fields
    static Toxic read(Toxic before, List<String> texts) {
        return switch (before) {
            case Toxic.Latency _ -> new Toxic.Latency(number(texts, 0), number(texts, 1));
            case Toxic.Bandwidth _ -> new Toxic.Bandwidth(number(texts, 0));
            case Toxic.SlowClose _ -> new Toxic.SlowClose(number(texts, 0));
            case Toxic.Timeout _ -> new Toxic.Timeout(number(texts, 0));
            case Toxic.ResetPeer _ -> new Toxic.ResetPeer(number(texts, 0));
            case Toxic.Slicer _ -> new Toxic.Slicer(number(texts, 0), number(texts, 1), number(texts, 2));
            case Toxic.LimitData _ -> new Toxic.LimitData(number(texts, 0));
            case Toxic.Http(var _, var reply) -> new Toxic.Http(
                    new HttpMatch(texts.get(0).strip(), texts.get(1).strip(), texts.get(2).strip()),
                    new HttpReply((int) Math.min(number(texts, 3), Integer.MAX_VALUE), headers(texts.get(4)),
                            texts.get(5).isEmpty() && reply.body() == null ? null : texts.get(5)));
            case Toxic.Noop t -> t;
        };
    }

    /// Throws `IllegalArgumentException` for what is none. Nothing is 0.
    static long number(String text) {
        try {
            return text.isBlank() ? 0 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no whole number", e);
        }
    }

    private static long number(List<String> texts, int index) { return number(texts.get(index)); }

    private static String headers(Map<String, String> headers) {
        return headers.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, String> headers(String text) {
        var all = new LinkedHashMap<String, String>();
        for (var each : BETWEEN.split(text.strip())) {
            var colon = each.indexOf(':');
            if (colon > 0) {
                all.put(each.substring(0, colon).strip(), each.substring(colon + 1).strip());
            } else if (!each.isEmpty()) {
                throw new IllegalArgumentException("'" + each + "' is no header: write Name: value");
            }
        }
        return all;
    }
}
