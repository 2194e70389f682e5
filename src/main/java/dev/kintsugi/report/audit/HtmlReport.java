package dev.kintsugi.report.audit;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.report.story.Tally;
import java.time.Instant;

/// A session as one self-contained page: conversation, diffs, rolls, recovery and charts. It needs nothing from outside,
/// prints well, and everything anybody said is escaped. Stateless.
public final class HtmlReport {
    private HtmlReport() {}

    /// The page of a session.
    public static String of(String session, SessionStory story) {
        var page = new Html()
                .raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><meta http-equiv=\"Content-Security-Policy\""
                        + " content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>")
                .text("Kintsugi: " + session)
                .raw("</title><style>" + Html.style() + "</style></head><body>\n");
        head(page, session, story);
        tiles(page, story.tally());
        HtmlCharts.write(page, story.turns());
        page.raw("<h2>Conversation</h2>\n");
        story.turns().forEach(turn -> HtmlTurn.write(page, turn));
        return page.raw("<footer>").text("Made by Kintsugi from the log of session " + session
                + ". The log itself can be exported as JSON Lines and checked offline with: kintsugi verify FILE")
                .raw("</footer></body></html>\n").toString();
    }

    private static void head(Html page, String session, SessionStory story) {
        page.element("h1", "", "Session " + session);
        story.outside().stream().filter(e -> e.event() instanceof LabEvent.SessionOpened).findFirst().ifPresent(e -> {
            var opened = (LabEvent.SessionOpened) e.event();
            page.element("p", "muted",
                    Instant.ofEpochMilli(e.wall()) + (opened.virtual() ? " (virtual time)" : "") + ", agent "
                            + opened.agent() + " on " + opened.model() + ", seed " + opened.seed()
                            + (opened.scenario().isEmpty() ? "" : ", scenario " + opened.scenario()));
            page.element("p", "muted mono", "Recovery " + opened.policy()
                    + (opened.order().equals("none") ? "" : ": " + opened.order()) + policies(story, opened.policy()));
        });
    }

    /// What the policy was changed to and from which turn on; empty when it stayed as it was.
    private static String policies(SessionStory story, String first) {
        var words = new StringBuilder();
        var last = first;
        for (var entry : story.entries()) {
            if (entry.event() instanceof LabEvent.SettingChanged e && e.ofPolicy() && !e.value().value().equals(last)) {
                last = e.value().value();
                words.append("; from turn ").append(entry.turn() + 1).append(" on ").append(last);
            }
        }
        return words.toString();
    }

    private static void tiles(Html page, Tally tally) {
        page.raw("<div class=\"tiles\">");
        tile(page, Integer.toString(tally.turns()), "turns");
        tile(page, Integer.toString(tally.injectedTurns()), "turns on which a fault acted");
        tile(page, Shares.rate(new Rate(tally.count(Outcome.RECOVERED), tally.manifested())),
                "recovered (95\u00a0% interval)");
        tile(page, tally.count(Outcome.SOFTENED) + " / " + tally.count(Outcome.LOST), "softened / lost");
        tile(page, tally.medianRestore(),
                "median time to restore (Kaplan-Meier, n = " + tally.restore().size() + ")");
        page.raw("</div>\n");
    }

    private static void tile(Html page, String value, String name) {
        page.raw("<div class=\"tile\">").element("b", "", value).text(name).raw("</div>");
    }
}
