package dev.kintsugi.workbench.health;

import dev.kintsugi.report.stats.KaplanMeier;
import dev.kintsugi.report.stats.RestoreTime;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Tile;
import dev.kintsugi.workbench.kit.Tips;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// What recovery achieved in this session, each figure with what it rests on.
final class FigureTiles extends GridPane {
    private static final int ACROSS = 4;

    private final Tile recovered = new Tile("recovered, of failures");
    private final Tile detect = new Tile("median to detect");
    private final Tile restore = new Tile("median to restore");
    private final Tile calls = new Tile("calls for each needed");
    private final Tile held = new Tile("calls held back");
    private final Tile fell = new Tile("fallbacks taken");
    private final Tile handoffs = new Tile("handoffs needed");
    private final Tile waited = new Tile("median wait for a person");

    FigureTiles() {
        getStyleClass().add("tiles");
        Tips.on(recovered, "Delivered sound, of the failures that reached the agent; Wilson 95\u00a0% interval");
        Tips.on(detect,
                "Kaplan-Meier with the 95\u00a0% interval of the median: what was never noticed, or not within 300 s, counts as "
                        + "such");
        Tips.on(restore,
                "Kaplan-Meier with the 95\u00a0% interval of the median, from the notice to the sound reply: what was never "
                        + "mended, or not within 300 s, counts as such");
        Tips.on(calls, "Retry amplification: calls on the wire against those that one sound attempt makes");
        Tips.on(held, "By a breaker, a bulkhead or a rate limiter");
        Tips.on(fell, "Another model, an earlier reply, a message or a person instead");
        Tips.on(handoffs, "Needed when something did go wrong in the turn, of all handoffs");
        Tips.on(waited, "From the request to the decision, of requests that a person decided");
        addRow(0, recovered, detect, restore, calls);
        addRow(1, held, fell, handoffs, waited);
        for (int column = 0; column < ACROSS; column++) {
            var part = new ColumnConstraints();
            part.setPercentWidth(100.0 / ACROSS);
            part.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(part);
        }
    }

    void show(Glance now) {
        var rate = now.counts().recoveryRate();
        recovered.rate(rate);
        times(detect, now.counts().timesToDetect(), "noticed");
        times(restore, now.counts().timesToRestore(), "restored");
        var all = now.counts().amplification();
        all.ratio().ifPresentOrElse(ratio -> calls.show(String.format(Locale.ROOT, "%.2f", ratio),
                Words.counted(all.wire(), "call") + " for " + all.logical()), calls::noData);
        counted(held, now, now.health().rejections());
        counted(fell, now, now.counts().all("fell_back"));
        var people = now.people();
        if (people.handoffs() == 0) {
            handoffs.noData();
        } else {
            handoffs.show(Integer.toString(people.needed()), "of " + people.handoffs() + ", " + people.unneeded()
                    + " not needed");
        }
        people.medianWaitMs().ifPresentOrElse(
                ms -> waited.show(Words.seconds(ms), "n = " + people.waitedMs().size()), waited::noData);
    }

    private static void counted(Tile tile, Glance now, int times) {
        if (now.turns() == 0) {
            tile.noData();
        } else {
            tile.show(Integer.toString(times), "in " + Words.counted(now.turns(), "turn"));
        }
    }

    private static void times(Tile tile, List<RestoreTime> times, String done) {
        if (times.isEmpty()) {
            tile.noData();
            return;
        }
        var median = KaplanMeier.median(times);
        tile.show(median.isEmpty() ? "not reached" : Words.seconds(median.getAsLong()),
                times.stream().filter(RestoreTime::restored).count() + " of " + times.size() + " " + done
                        + between(KaplanMeier.medianInterval(times)));
    }

    private static String between(KaplanMeier.Interval interval) {
        if (interval.low().isEmpty()) {
            return "";
        }
        var low = Words.seconds(interval.low().getAsLong());
        return interval.high().isEmpty()
                ? " (" + low + " or more)"
                : " (" + low + " to " + Words.seconds(interval.high().getAsLong()) + ")";
    }
}
