package dev.kintsugi.report.audit;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import java.util.List;
import java.util.Locale;

/// A run of prompts as one self-contained page: counts, five charts, each with the numbers beside it, and the two streams.
/// It needs nothing from outside, and everything that anybody said is escaped. Stateless.
public final class ErrandsHtml {
    private ErrandsHtml() {}

    /// The page of a run.
    ///
    /// @param log all entries of its session, of which the findings are
    public static String of(String session, ErrandsFindings findings, List<Entry> log) {
        var page = new Html().raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\"><title>").text("Kintsugi: errands of session " + session)
                .raw("</title><style>" + Html.style() + "</style></head><body>\n");
        page.element("h1", "", "Errands").element("p", "muted", "Session " + session + ". "
                + ErrandsText.settings(findings)
                + ". Rates with counts and a 95\u00a0% interval.");
        page.raw("<div class=\"tiles\">");
        tile(page, Shares.rate(findings.prompts()), "prompts answered in the end");
        tile(page, Integer.toString(findings.broken()), "prompts lost to the infrastructure");
        tile(page, Shares.rate(findings.tools()), "tries of tools answered");
        tile(page, Shares.rate(findings.toxics()), "tries behind a toxic");
        tile(page, Shares.rate(findings.simulated()), "tries with a simulated error");
        tile(page, Words.seconds(findings.tookMs()), "from the first prompt to the last answer");
        page.raw("</div>\n");
        ErrandsCharts.write(page, findings);
        stream(page, "Agent events", Streams.Stream.AGENT, log);
        stream(page, "System events", Streams.Stream.SYSTEM, log);
        return page.raw("<footer>").text("Made by Kintsugi from the log of session " + session
                + ". The log itself can be exported as JSON Lines and checked offline with: kintsugi verify FILE")
                .raw("</footer></body></html>\n").toString();
    }

    private static void tile(Html page, String value, String name) {
        page.raw("<div class=\"tile\">").element("b", "", value).text(name).raw("</div>");
    }

    private static void stream(Html page, String title, Streams.Stream wanted, List<Entry> log) {
        page.element("h2", "", title).raw("<ol class=\"steps\">\n");
        var start = log.isEmpty() ? 0 : log.getFirst().lab();
        Streams.of(wanted, log).forEach(line -> page.raw("<li>")
                .element("time", "", String.format(Locale.ROOT, "%.2f s", (line.lab() - start) / 1000.0))
                .element("span", line.bad() ? "bad" : "", line.bad() ? "✕" : "·")
                .element("span", "", line.kind() + ": " + line.text()).raw("</li>\n"));
        page.raw("</ol>\n");
    }
}
