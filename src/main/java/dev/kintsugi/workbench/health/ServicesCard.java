package dev.kintsugi.workbench.health;

import dev.kintsugi.recovery.Occupancy;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Prose;
import javafx.scene.Node;

/// How full the compartments are, and how the models do.
final class ServicesCard {
    private ServicesCard() {}

    static Node compartments(Glance now) {
        var card = new Card("Bulkheads");
        var all = now.health().bulkheads();
        if (all.isEmpty()) {
            return card
                    .with(Prose
                            .words("No service was called through a bulkhead yet. A policy with the pattern bulkhead "
                                    + "gives each model and each tool so many places.", "muted"));
        }
        var grid = Card.lines();
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            grid.addRow(i, Prose.whole(one.service(), "mono"), places(one),
                    Prose.whole(one.inside() + " of " + one.width() + " now, peak " + one.peak() + ", "
                            + one.rejected() + " turned away", "small"));
        }
        return card.with(grid);
    }

    private static Track places(Occupancy one) {
        return new Track(0, one.width()).span(0, one.peak(), "places-peak", "peak " + one.peak())
                .span(0, one.inside(), one.inside() >= one.width() ? "places-full" : "places-used",
                        one.inside() + " under way");
    }

    static Node models(Glance now) {
        var card = new Card("Models");
        if (now.health().models().isEmpty()) {
            return card.with(Prose.words(now.counts().amplification().wire() == 0
                    ? "No model was asked yet."
                    : "No model has failed since it last answered.", "muted"));
        }
        now.health().models().forEach(m -> card.with(Prose.words(m.model() + ": " + (m.well()
                ? "asked in its usual place"
                : "not asked in its usual place")
                + (m.failuresInRow() == 0
                        ? ""
                        : ", " + Words.counted(m.failuresInRow(), "failure") + " in a row"))));
        return card;
    }
}
