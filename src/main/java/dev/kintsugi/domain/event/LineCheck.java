package dev.kintsugi.domain.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks one line of a log against its predecessor's hash, from its bytes alone. Stateless.
public final class LineCheck {
    private static final String HASH = ",\"hash\":\"";
    private static final String BEGINNING = "{\"v\":";
    private static final int VERSION = 1;

    private LineCheck() {}

    /// What is wrong with a line, or nothing.
    ///
    /// @param line   the line as exported, byte for byte
    /// @param parsed the same line parsed
    /// @param prev   the hash of the line before
    public static Optional<String> check(String line, Map<?, ?> parsed, String prev) {
        if (line.startsWith(BEGINNING) && parsed.get("v") instanceof Number v && v.longValue() != VERSION) {
            return Optional.of("it is of version " + v + " of the log, and this Kintsugi reads version " + VERSION);
        }
        var end = line.indexOf(HASH + parsed.get("hash") + "\"");
        if (end < 0 || !line.startsWith(BEGINNING + VERSION + ",")) {
            return Optional.of("it is not a line as the lab writes it");
        }
        if (!prev.equals(parsed.get("prev"))) {
            return Optional.of("it does not follow the line before it");
        }
        if (!Chain.sha256(line.substring(0, end)).equals(parsed.get("hash"))) {
            return Optional.of("its content does not match its hash");
        }
        var texts = parsed.get("texts") instanceof List<?> list ? list : List.of();
        return line.substring(end).equals(HASH + parsed.get("hash") + written(texts))
                ? proven(texts, parsed.get("digests") instanceof List<?> list ? list : List.of())
                : Optional.of("its texts are not as the lab writes them");
    }

    /// What follows the hash, as the lab writes it: there is one way only, so that no byte of it can be another.
    private static String written(List<?> texts) {
        var out = new StringBuilder("\",\"texts\":[");
        for (int i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : ",");
            if (texts.get(i) instanceof Map<?, ?> text) {
                out.append("{\"salt\":\"").append(text.get("salt")).append("\",\"text\":");
                JsonText.quote(String.valueOf(text.get("text")), out);
                out.append('}');
            } else {
                out.append("null");
            }
        }
        return out.append("]}").toString();
    }

    private static Optional<String> proven(List<?> texts, List<?> digests) {
        if (digests.size() != texts.size()) {
            return Optional.of("a text was added or taken away");
        }
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i) instanceof Map<?, ?> text
                    && !Chain.sha256("" + text.get("salt") + text.get("text")).equals(digests.get(i))) {
                return Optional.of("text " + (i + 1) + " does not match its hash");
            }
        }
        return Optional.empty();
    }
}
