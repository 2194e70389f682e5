package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page at `/docs` can be read by day and by night: what its style names as ink and ground.
class DocsColoursTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
    private static final List<String> INKS = List.of("ink", "quiet", "link", "wrong");
    private static final List<String> MARKS = List.of("get", "post", "put", "patch", "delete", "other", "link",
            "quiet");

    @Test
    void everyInkStandsOutFromEveryGroundInBothSchemes() throws IOException {
        var parts = style().split(Pattern.quote("@media (prefers-color-scheme: dark)"), 2);
        for (var part : parts) {
            var colours = colours(part);
            for (var ground : List.of("page", "panel", "field")) {
                INKS.forEach(ink -> stands(colours, ink, ground));
            }
            MARKS.forEach(mark -> stands(colours, "on-mark", mark));
            stands(colours, "on-code", "code");
        }
        assertThat(parts).hasSize(2);
        assertThat(luminance(colours(parts[1]), "page")).isLessThan(0.05);
    }

    private static String style() throws IOException {
        try (var in = DocsColoursTest.class.getResourceAsStream("/gateway/docs.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Integer> colours(String part) {
        var all = new HashMap<String, Integer>();
        COLOUR.matcher(part).results().forEach(m -> all.put(m.group(1), Integer.parseInt(m.group(2), 16)));
        return all;
    }

    private static void stands(Map<String, Integer> colours, String ink, String ground) {
        var a = luminance(colours, ink);
        var b = luminance(colours, ground);
        assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).as("%s on %s", ink, ground)
                .isGreaterThanOrEqualTo(4.5);
    }

    private static double luminance(Map<String, Integer> colours, String name) {
        var rgb = Objects.requireNonNull(colours.get(name), name);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int byteOfColour) {
        var part = (byteOfColour & 0xff) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
