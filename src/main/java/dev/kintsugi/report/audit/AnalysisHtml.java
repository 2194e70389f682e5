package dev.kintsugi.report.audit;

import dev.kintsugi.report.stats.Shares;
import java.util.List;

/// Natural answers beside what failures made of them, as one self-contained page. Stateless.
public final class AnalysisHtml {
    private AnalysisHtml() {}

    public static String of(String subject, List<Finding> findings) {
        var page = new Html().raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\"><title>Kintsugi: natural and observed</title><style>" + Html.style()
                + "</style></head><body>\n");
        page.element("h1", "", "Natural and observed").element("p", "muted",
                "Asked: " + subject + ". Rates with counts and a 95\u00a0% interval.");
        page.raw(
                "<div class=\"wide\"><table><tr><th>Mode</th><th class=\"n\">Natural success</th><th class=\"n\">Seen to fail</th>"
                        + "<th class=\"n\">Text changed</th><th class=\"n\">Mean time</th></tr>\n");
        findings.forEach(f -> page.raw("<tr>").element("td", "", f.mode()).element("td", "n", Shares.rate(f.natural()))
                .element("td", "n", Shares.rate(f.failed())).element("td", "n", Shares.rate(f.changed()))
                .element("td", "n", f.meanMs() + " ms").raw("</tr>\n"));
        page.raw("</table></div>\n");
        findings.forEach(f -> samples(page, f));
        return page.raw("</body></html>\n").toString();
    }

    private static void samples(Html page, Finding finding) {
        page.element("h2", "", finding.mode());
        for (var sample : finding.samples()) {
            page.element("h3", "", sample.message()).element("p", "muted", "Natural").element("p", "", sample.natural())
                    .element("p", "muted", "Observed").element("p", "", sample.observed());
        }
    }
}
