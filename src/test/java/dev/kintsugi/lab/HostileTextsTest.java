package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.audit.Verifier;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a user or a model says stays text in every export: no formula, no markup, nothing fetched from elsewhere.
class HostileTextsTest {
    private static final List<String> HOSTILE = List.of("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1;2)", "\t=1+1",
            "\r=1+1", "\n=1+1", "\u0000=1+1", "<script>alert('x')</script>", "\"><img src=x onerror=alert(1)>",
            "</style><style>*{background:url(http://evil.example/x)}</style>", "<svg/onload=alert(1)>", "]]><!--",
            "</pre></p></body></html><body onload=alert(1)>", "javascript:alert(1)", "&lt;script&gt;&amp;",
            "a\u0001b\u0008c\u001bd\u007fe\u0085f", "\u202egnp.exe", "lone \uD83D surrogate", "😀 ﷽ \u0301",
            "line\u2028separator\u2029paragraph", "' OR 1=1; DROP TABLE sessions; --");

    private static final Pattern TAG = Pattern.compile("<(!--|[!/]?)([A-Za-z][A-Za-z0-9]*|)([^>]*)>");
    private static final Set<String> TAGS = Set.of("doctype", "html", "head", "meta", "title", "style", "body",
            "header",
            "main", "section", "article", "footer", "nav", "h1", "h2", "h3", "h4", "p", "div", "span", "b", "i", "em",
            "strong", "small", "ins", "del", "mark", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol",
            "li", "dl", "dt", "dd", "details", "summary", "pre", "code", "time", "br", "hr", "figure", "figcaption",
            "svg", "g", "rect", "line", "path", "circle", "polyline", "text", "tspan", "a");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([A-Za-z_:][-A-Za-z0-9_:.]*)(?:=\"([^\"<>]*)\")?");

    @TempDir
    Path folder;

    private Path exported(Export.Format format) {
        var file = folder.resolve("out." + format.ending());
        try (var lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), H2Journal.inMemory(),
                new EmbeddedState(new ConversationClock()), new TestAgents())) {
            var session = lab.begin(SessionSpec.of(lab.settings()).named(new SessionId("hostile")));
            for (var text : HOSTILE) {
                session.say(text, FailureMode.HALLUCINATION).join();
            }
            Export.write(lab, session.id(), format, file);
        }
        return file;
    }

    @Test
    void noCellOfTheTableIsAFormula() throws IOException {
        try (var csv = CSVParser.parse(Files.readString(exported(Export.Format.CSV)),
                CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
            var rows = csv.getRecords();
            assertThat(rows).hasSize(HOSTILE.size());
            for (var row : rows) {
                for (var cell : row) {
                    assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-")
                            .doesNotStartWith("@").doesNotStartWith("\t").doesNotStartWith("\r")
                            .doesNotStartWith("\n").doesNotContain("\u0000");
                }
            }
        }
    }

    @Test
    void thePageHasNoMarkupButItsOwnAndFetchesNothing() throws IOException {
        var page = Files.readString(exported(Export.Format.HTML));
        var style = page.indexOf("</style>");
        assertThat(page.substring(0, style).toLowerCase(Locale.ROOT)).doesNotContain("url(").doesNotContain("@import")
                .doesNotContain("expression(");
        assertThat(page.indexOf("<style", style)).as("one style only").isEqualTo(-1);
        var tags = TAG.matcher(page);
        while (tags.find()) {
            assertThat(tags.group(1)).as(tags.group()).isNotEqualTo("!--");
            assertThat(TAGS).as(tags.group()).contains(tags.group(2).toLowerCase(Locale.ROOT));
            attributes(tags.group(3), tags.group());
        }
        assertThat(page.replaceAll(TAG.pattern(), "")).as("no sign of markup between the tags")
                .doesNotContain("<script");
        assertThat(page.codePoints().filter(c -> c < 0x20 && c != '\n' && c != '\t' && c != '\r')).isEmpty();
    }

    private static void attributes(String inside, String tag) {
        var attributes = ATTRIBUTE.matcher(inside);
        while (attributes.find()) {
            var name = attributes.group(1).toLowerCase(Locale.ROOT);
            assertThat(name).as(tag).doesNotStartWith("on").isNotIn("src", "srcset", "action", "formaction", "style",
                    "background", "poster", "ping", "data", "xlink:href");
            if (name.equals("http-equiv")) {
                assertThat(attributes.group(2)).as(tag).isEqualTo("Content-Security-Policy");
            }
            if (name.equals("href")) {
                assertThat(attributes.group(2)).as(tag).startsWith("#");
            }
        }
        assertThat(attributes.replaceAll("").replace("/", "").strip()).as("only attributes in " + tag)
                .matches("(?i)(html)?");
    }

    @Test
    void theLogStaysSoundAndOneLineAnEvent() throws IOException {
        var log = exported(Export.Format.JSONL);
        assertThat(Verifier.verify(log).sound()).isTrue();
        assertThat(Files.readAllLines(log)).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }
}
