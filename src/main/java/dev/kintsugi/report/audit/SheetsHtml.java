package dev.kintsugi.report.audit;

import java.util.List;

/// Tables as one self-contained page that needs nothing from outside and prints well. Stateless.
public final class SheetsHtml {
    private SheetsHtml() {}

    /// @param paragraphs stand under the title
    public static String of(String title, List<String> paragraphs, List<Sheet> sheets, String footer) {
        var page = new Html().raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\"><title>").text("Kintsugi: " + title)
                .raw("</title><style>" + Html.style() + "</style></head><body>\n");
        page.element("h1", "", title);
        paragraphs.forEach(p -> page.element("p", "muted", p));
        sheets.forEach(s -> sheet(page, s));
        return page.raw("<footer>").text(footer).raw("</footer></body></html>\n").toString();
    }

    private static void sheet(Html page, Sheet sheet) {
        page.element("h2", "", sheet.title());
        if (!sheet.note().isEmpty()) {
            page.element("p", "muted", sheet.note());
        }
        page.raw("<div class=\"wide\"><table><thead><tr>");
        sheet.heads().forEach(h -> page.element("th", "", h));
        page.raw("</tr></thead><tbody>\n");
        for (var row : sheet.rows()) {
            page.raw("<tr>");
            row.forEach(cell -> page.element("td", "", cell));
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }
}
