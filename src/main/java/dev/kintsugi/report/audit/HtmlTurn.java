package dev.kintsugi.report.audit;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.report.diff.Piece;
import dev.kintsugi.report.diff.WordDiff;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.util.List;

/// One turn on the page: what was said, the three texts with their differences, the steps, the rolls. Stateless.
final class HtmlTurn {
    private HtmlTurn() {}

    static void write(Html page, TurnStory turn) {
        page.raw("<section class=\"turn " + kind(turn) + "\" id=\"turn-" + turn.number() + "\"><header>");
        page.element("b", "", "Turn " + turn.number());
        page.element("span", "muted", turn.scenarioStep());
        if (turn.failed()) {
            pill(page, Mark.INJECTED, Words.named(turn.injections().getFirst().mode()));
        }
        turn.detections().stream().map(d -> d.detector()).distinct().forEach(d -> pill(page, Mark.DETECTED, d));
        var outcome = turn.outcome();
        if (outcome != null) {
            pill(page, Mark.of(outcome), outcome.wire().replace('_', ' '));
        }
        page.element("span", "muted mono", Words.seconds(turn.processingMs())).raw("</header>");
        page.raw("<div class=\"say\"><b>You</b>").text(turn.message().value()).raw("</div>");
        if (turn.failed()) {
            texts(page, turn);
        }
        page.raw("<div class=\"say\"><b>Agent</b>").text(delivered(turn)).raw("</div>");
        steps(page, turn.steps());
        rolls(page, turn);
        page.raw("</section>\n");
    }

    private static String kind(TurnStory turn) {
        return turn.outcome() == Outcome.RECOVERED
                ? "mended"
                : turn.outcome() == Outcome.LOST || turn.state() == TurnStory.State.INTERRUPTED ? "lost" : "";
    }

    private static String delivered(TurnStory turn) {
        return switch (turn.state()) {
            case OPEN -> "(the turn is not over)";
            case INTERRUPTED -> "(interrupted)";
            case CONCLUDED -> turn.delivered().redacted() ? "(taken out)" : turn.delivered().value();
        };
    }

    private static void pill(Html page, Mark mark, String words) {
        page.raw("<span class=\"pill\"><span class=\"mark " + tone(mark) + "\">" + mark.sign() + "</span> ").text(words)
                .raw("</span>");
    }

    private static void texts(Html page, TurnStory turn) {
        var natural = turn.natural().value();
        var observed = turn.observed().value();
        page.raw("<div class=\"three\"><div><h4>Natural</h4>");
        if (turn.observedIsError()) {
            page.text(natural).raw("</div><div><h4>Observed</h4>").element("span", "error", observed);
        } else {
            var pieces = WordDiff.diff(natural, observed);
            pieces(page, pieces, Piece.Kind.REMOVED, "del");
            page.raw("</div><div><h4>Observed</h4>");
            pieces(page, pieces, Piece.Kind.ADDED, "ins");
        }
        page.raw("</div><div><h4>Delivered</h4>");
        mended(page, turn, observed);
        page.raw("</div></div>");
    }

    /// Gold is what recovery mended; what was not mended stays plain.
    private static void mended(Html page, TurnStory turn, String observed) {
        if (turn.outcome() != Outcome.RECOVERED) {
            page.text(turn.delivered().value());
        } else if (turn.observedIsError()) {
            page.element("mark", "", turn.delivered().value());
        } else {
            pieces(page, WordDiff.diff(observed, turn.delivered().value()), Piece.Kind.ADDED, "mark");
        }
    }

    private static void pieces(Html page, List<Piece> pieces, Piece.Kind shown, String tag) {
        for (var piece : pieces) {
            if (piece.kind() == Piece.Kind.SAME) {
                page.text(piece.text());
            } else if (piece.kind() == shown) {
                page.element(tag, "", piece.text());
            }
        }
    }

    /// Settings that were set before a turn are many and explain little of it: they fold away.
    private static void steps(Html page, List<TurnStep> steps) {
        var settings = steps.stream().filter(TurnStep::setsSomething).toList();
        list(page, steps.stream().filter(step -> !step.setsSomething()).toList());
        if (!settings.isEmpty()) {
            page.raw("<details><summary>").text(settings.size() + (settings.size() == 1
                    ? " setting changed"
                    : " settings changed")).raw("</summary>");
            list(page, settings);
            page.raw("</details>");
        }
    }

    private static void list(Html page, List<TurnStep> steps) {
        page.raw("<ol class=\"steps\">");
        for (var step : steps) {
            page.raw("<li>").element("time", "mono", Words.seconds(step.atMs()))
                    .raw("<span class=\"" + tone(step.mark()) + "\">" + step.mark().sign() + "</span>")
                    .element("span", "", step.setsSomething() ? step.text() + " = " + step.detail() : step.text())
                    .raw("</li>");
        }
        page.raw("</ol>");
    }

    private static void rolls(Html page, TurnStory turn) {
        var decision = turn.decision();
        if (decision == null || decision.rolls().isEmpty()) {
            return;
        }
        page.raw("<details><summary>").text(decision.rolls().size() + " rolls, " + decision.law().wire()
                + " law, seed " + decision.seed())
                .raw("</summary><table><thead><tr><th>Mode</th><th class=\"n\">Set</th>"
                        + "<th>Factors</th><th class=\"n\">Effective</th><th class=\"n\">Draw</th><th>Hit</th></tr>"
                        + "</thead><tbody>");
        decision.rolls().forEach(roll -> roll(page, roll));
        page.raw("</tbody></table></details>");
    }

    private static void roll(Html page, Roll roll) {
        var factors = roll.factors().stream().map(f -> f.name() + " x" + f.ppm() / 1_000_000.0).toList();
        page.raw("<tr>").element("td", "", roll.mode().title()).element("td", "n", Words.percent(roll.set()))
                .element("td", "", String.join(", ", factors)).element("td", "n", Words.percent(roll.effective()))
                .element("td", "n", Words.draw(roll.draw())).element("td", "", roll.hit() ? "yes" : "").raw("</tr>");
    }

    private static String tone(Mark mark) {
        return switch (mark) {
            case INJECTED, LOST -> "bad";
            case RECOVERED -> "gold";
            case DETECTED, SOFTENED, NATURAL, ACTION, WAIT -> "";
        };
    }
}
