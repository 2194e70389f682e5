package dev.kintsugi.report.audit;

import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.ErrandsFindings.Call;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.stats.Median;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The five charts of a run of prompts, as drawings inside the page; each has a table that says the same in numbers.
/// Stateless.
final class ErrandsCharts {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 140;
    private static final int LEFT = 44;
    private static final int FLOOR = HEIGHT - 20;
    private static final int TOP = 10;
    private static final int COLUMNS = 24;
    private static final int NEIGHBOURS = 2;
    private static final String SOUND = "var(--output_quality)";
    private static final String BROKEN = "var(--danger)";

    private ErrandsCharts() {}

    static void write(Html page, ErrandsFindings findings) {
        if (findings.sendings().isEmpty()) {
            page.element("p", "muted", "No prompts were sent: nothing to draw.");
            return;
        }
        page.raw("<div class=\"charts\">");
        throughput(page, findings);
        success(page, findings);
        latency(page, findings);
        errors(page, findings);
        trend(page, findings.sendings());
        page.raw("</div>\n");
    }

    private static void throughput(Html page, ErrandsFindings findings) {
        var stretches = findings.throughput(COLUMNS);
        var most = Math.max(1, stretches.stream().mapToInt(s -> Math.max(s.answered(), s.failed())).max().orElse(1));
        begin(page, "Throughput over time: answered and failed sendings, by the moment they ended",
                Integer.toString(most));
        var step = (WIDTH - LEFT) / (double) stretches.size();
        for (int c = 0; c < stretches.size(); c++) {
            bar(page, LEFT + c * step + step * .1, step * .4, stretches.get(c).answered() / (double) most, SOUND);
            bar(page, LEFT + c * step + step * .5, step * .4, stretches.get(c).failed() / (double) most, BROKEN);
        }
        page.raw("</svg><table><tbody>");
        var minutes = findings.tookMs() / 60_000.0;
        row(page, "answered", findings.sent().k() + perMinute(findings.sent().k(), minutes));
        var lost = findings.sent().n() - findings.sent().k();
        row(page, "failed", lost + perMinute(lost, minutes));
        page.raw("</tbody></table></figure>");
    }

    private static String perMinute(int count, double minutes) {
        return minutes <= 0 ? "" : String.format(Locale.ROOT, ", %.1f a minute", count / minutes);
    }

    private static void success(Html page, ErrandsFindings findings) {
        var rates = new TreeMap<>(findings.byTool());
        begin(page, "Success rate of each tool's tries, with its 95\u00a0% interval", "100\u00a0%");
        var step = (WIDTH - LEFT) / (double) Math.max(1, rates.size());
        var at = 0;
        for (var rate : rates.values()) {
            var x = LEFT + at++ * step;
            bar(page, x + step * .2, step * .6, rate.value().orElse(0), SOUND);
            line(page, x + step * .5, y(rate.low()), x + step * .5, y(rate.high()), "var(--text)");
        }
        page.raw("</svg><table><tbody>");
        row(page, "prompts, in the end", Shares.rate(findings.prompts()));
        rates.forEach((tool, rate) -> row(page, tool, Shares.rate(rate)));
        page.raw("</tbody></table></figure>");
    }

    private static void latency(Html page, ErrandsFindings findings) {
        var calls = findings.calls();
        var most = Math.max(1, calls.stream().mapToLong(Call::tookMs).max().orElse(1));
        var span = Math.max(1, findings.tookMs());
        begin(page, "Network latency: each try of a tool, when it ended and how long it took (logarithmic)",
                Words.seconds(most));
        for (var call : calls) {
            var x = LEFT + 4 + (WIDTH - LEFT - 8) * Math.min(1.0, call.atMs() / (double) span);
            page.raw(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x,
                    y(Math.log1p(call.tookMs()) / Math.log1p(most)), call.ok() ? SOUND : BROKEN));
        }
        page.raw("</svg><table><tbody>");
        findings.latencies().forEach((service, its) -> row(page, service, "median "
                + Words.seconds(Median.of(its).orElse(0)) + ", 95\u00a0% within "
                + Words.seconds(ErrandsFindings.percentile(its, 95)) + ", n = " + its.size()));
        var failed = calls.stream().filter(c -> !c.ok()).map(Call::tookMs).toList();
        row(page, "failed tries", failed.isEmpty()
                ? "none"
                : "median " + Words.seconds(Median.of(failed).orElse(0)) + ", n = " + failed.size());
        page.raw("</tbody></table></figure>");
    }

    private static void errors(Html page, ErrandsFindings findings) {
        var errors = findings.errors();
        var all = findings.calls().size();
        var most = Math.max(1, errors.values().stream().mapToLong(n -> n).max().orElse(1));
        begin(page, "Error distribution: what failed tries of tools met", Long.toString(most));
        var step = (WIDTH - LEFT) / (double) Math.max(1, errors.size());
        var at = 0;
        for (var count : errors.values()) {
            bar(page, LEFT + at++ * step + step * .25, step * .5, count / (double) most, BROKEN);
        }
        page.raw("</svg><table><tbody>");
        for (Map.Entry<String, Long> error : errors.entrySet()) {
            row(page, error.getKey(), Shares.rate(Rate.of(error.getValue().intValue(), all)) + " of all tries");
        }
        if (errors.isEmpty()) {
            row(page, "no errors", "0 of " + all + " tries");
        }
        page.raw("</tbody></table></figure>");
    }

    private static void trend(Html page, List<Sending> sendings) {
        var most = Math.max(1, sendings.stream().mapToLong(Sending::tookMs).max().orElse(1));
        begin(page, "Response time of each sending, and the median of it and its neighbours", Words.seconds(most));
        var points = new ArrayList<String>();
        var step = (WIDTH - LEFT - 8) / (double) Math.max(1, sendings.size() - 1);
        for (int i = 0; i < sendings.size(); i++) {
            var x = LEFT + 4 + i * step;
            var sending = sendings.get(i);
            page.raw(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>", x,
                    y(sending.tookMs() / (double) most), sending.answered() ? SOUND : BROKEN));
            var near = sendings.subList(Math.max(0, i - NEIGHBOURS), Math.min(sendings.size(), i + NEIGHBOURS + 1))
                    .stream().map(Sending::tookMs).toList();
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y(Median.of(near).orElse(0) / (double) most)));
        }
        var took = sendings.stream().map(Sending::tookMs).toList();
        page.raw("<polyline points=\"" + String.join(" ", points)
                + "\" fill=\"none\" stroke=\"var(--muted)\"/></svg><table><tbody>");
        row(page, "median", Words.seconds(Median.of(took).orElse(0)) + ", n = " + took.size());
        row(page, "95\u00a0% within", Words.seconds(ErrandsFindings.percentile(took, 95)));
        row(page, "longest", Words.seconds(most));
        page.raw("</tbody></table></figure>");
    }

    private static void begin(Html page, String caption, String top) {
        page.raw("<figure><figcaption>").text(caption).raw("</figcaption><svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"").text(caption).raw("\">");
        line(page, LEFT, FLOOR, WIDTH, FLOOR, "var(--line)");
        page.raw("<text x=\"0\" y=\"16\">").text(top).raw("</text><text x=\"0\" y=\"" + FLOOR + "\">0</text>");
    }

    /// @param share of the chart's height, 0 to 1
    private static double y(double share) { return FLOOR - share * (FLOOR - TOP); }

    private static void bar(Html page, double x, double width, double share, String fill) {
        page.raw(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                x,
                y(share), width, FLOOR - y(share), fill));
    }

    private static void line(Html page, double x, double y, double toX, double toY, String stroke) {
        page.raw(String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x,
                y,
                toX, toY, stroke));
    }

    private static void row(Html page, String name, String value) {
        page.raw("<tr>").element("td", "", name).element("td", "n", value).raw("</tr>");
    }
}
