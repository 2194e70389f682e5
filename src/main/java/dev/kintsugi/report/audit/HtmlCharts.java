package dev.kintsugi.report.audit;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.report.stats.Median;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The charts of a page, as drawings inside it: failures by family, and lab time a turn. Each has a table beside it that
/// says the same. Stateless.
final class HtmlCharts {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 150;
    private static final int LEFT = 36;
    private static final int BOTTOM = 20;
    private static final int COLUMNS = 60;

    private HtmlCharts() {}

    static void write(Html page, List<TurnStory> turns) {
        if (turns.isEmpty()) {
            page.element("p", "muted", "No turns yet: nothing to draw.");
            return;
        }
        var group = Math.max(1, (turns.size() + COLUMNS - 1) / COLUMNS);
        page.raw("<div class=\"charts\">");
        failures(page, turns, Math.max(5, group));
        latency(page, turns, group);
        page.raw("</div>\n");
    }

    private static void failures(Html page, List<TurnStory> turns, int group) {
        var columns = (turns.size() + group - 1) / group;
        var counts = new int[columns][Category.values().length];
        turns.stream().filter(TurnStory::failed).forEach(
                t -> counts[(t.number() - 1) / group][t.injections().getFirst().mode().category().ordinal()]++);
        var most = Arrays.stream(counts).mapToInt(c -> Arrays.stream(c).sum()).max().orElse(0);
        page.raw("<figure><figcaption>").text("Failures by family, in groups of " + group + " turns")
                .raw("</figcaption>" + open() + axis(Integer.toString(Math.max(1, most))));
        var width = (WIDTH - LEFT) / (double) columns;
        for (int c = 0; c < columns; c++) {
            var y = (double) HEIGHT - BOTTOM;
            for (var family : Category.values()) {
                var height = counts[c][family.ordinal()] * (HEIGHT - BOTTOM - 10) / (double) Math.max(1, most);
                y -= height;
                page.raw(bar(LEFT + c * width + width * .15, y, width * .7, height, "var(--" + family.wire() + ")"));
            }
        }
        page.raw("</svg>");
        legend(page, turns);
        page.raw("</figure>");
    }

    private static void legend(Html page, List<TurnStory> turns) {
        page.raw("<table><tbody>");
        for (var family : Category.values()) {
            var failed = turns.stream()
                    .filter(t -> t.failed() && t.injections().getFirst().mode().category() == family).toList();
            var mended = failed.stream().filter(t -> t.outcome() == Outcome.RECOVERED).count();
            page.raw("<tr><td><svg viewBox=\"0 0 10 10\" width=\"10\" height=\"10\" aria-hidden=\"true\">"
                    + bar(0, 0, 10, 10, "var(--" + family.wire() + ")") + "</svg></td>")
                    .element("td", "", family.wire().replace('_', ' '))
                    .element("td", "n", failed.size() + " failed, " + mended + " recovered").raw("</tr>");
        }
        page.raw("</tbody></table>");
    }

    private static void latency(Html page, List<TurnStory> turns, int group) {
        var columns = (turns.size() + group - 1) / group;
        var longest = new long[columns];
        turns.forEach(t -> longest[(t.number() - 1) / group] = Math.max(longest[(t.number() - 1) / group],
                t.processingMs()));
        var most = Math.max(1, Arrays.stream(longest).max().orElse(1));
        page.raw("<figure><figcaption>").text("Lab time from message to delivery"
                + (group > 1 ? ", the longest of each " + group + " turns" : ", turn by turn"))
                .raw("</figcaption>" + open() + axis(Words.seconds(most)));
        var width = (WIDTH - LEFT) / (double) columns;
        for (int c = 0; c < columns; c++) {
            var height = longest[c] * (HEIGHT - BOTTOM - 10) / (double) most;
            page.raw(bar(LEFT + c * width + width * .15, HEIGHT - BOTTOM - height, width * .7, height,
                    "var(--muted)"));
        }
        var took = turns.stream().map(TurnStory::processingMs).toList();
        page.raw("</svg><table><tbody><tr><td>median</td>")
                .element("td", "n", Words.seconds(Median.of(took).orElse(0)))
                .raw("</tr><tr><td>longest</td>").element("td", "n", Words.seconds(Collections.max(took)))
                .raw("</tr></tbody></table></figure>");
    }

    private static String open() { return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\">"; }

    private static String axis(String top) {
        var floor = HEIGHT - BOTTOM;
        return "<line x1=\"" + LEFT + "\" y1=\"" + floor + "\" x2=\"" + WIDTH + "\" y2=\"" + floor
                + "\" stroke=\"var(--line)\"/><text x=\"0\" y=\"16\">" + Html.escaped(top) + "</text><text x=\"0\" y=\""
                + floor + "\">0</text>";
    }

    private static String bar(double x, double y, double width, double height, String fill) {
        return String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x,
                y, width, height, fill);
    }
}
