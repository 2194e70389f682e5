package dev.kintsugi.workbench.matrix;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.trial.Trial;
import dev.kintsugi.lab.trial.TrialPlan;
import dev.kintsugi.report.score.Score;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.ResultPage;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What the detectors are worth against the truth, beside two simple methods: each domain apart.
public final class DetectorsView extends View {
    private static final int CONVERSATIONS = 30;
    private static final int TURNS = 12;
    private static final int FAULTS = 20;

    private final Desk desk;
    private final ObjectProperty<@Nullable Score> score = new SimpleObjectProperty<>();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final VBox body = new VBox();
    private final ResultPage page;

    public DetectorsView(Desk desk) {
        this.desk = desk;
        this.page = new ResultPage("detectors-page", body, new EmptyState(Feather.SEARCH,
                "The detectors were not tried yet",
                "They read replies without knowing what was injected, and are wrong sometimes in both directions. Here "
                        + "they are scored against the truth: " + CONVERSATIONS + " clean conversations and " + FAULTS
                        + " faults of each mode in each domain, one of them held out when they were tuned.",
                "Score the detectors", this::run));
    }

    @Override
    protected Parent build() {
        body.getStyleClass().add("gap-12");
        return page;
    }

    @Override
    protected void opened() {
        var again = Action.of("detectors.score", "Score the detectors").group("Recovery").icon(Feather.SEARCH)
                .blocked(Blocked.when(running, "They are being tried; the status bar shows how far it is"))
                .run(this::run);
        hold(desk.actions().add(again));
        page.head(List.of(Prose.words(
                "Rates with k of n and the Wilson 95\u00a0% interval; MCC 0 is a guess, 1 is perfect.", "muted",
                "small")),
                Buttons.text(again));
        listen(score, this::show);
        listen(running, _ -> show(score.get()));
    }

    private void run() {
        desk.jobs().run("Detectors", running, () -> "Nothing was kept: a score needs all of it.", token -> {
            var settings = desk.lab().settings().get();
            var plan = new TrialPlan(TrialPlan.standard(settings.seed()).domains(), CONVERSATIONS, TURNS, FAULTS,
                    settings.seed());
            var steps = plan.domains().size() * (1 + TrialPlan.modes().size());
            var done = new int[1];
            try (var lab = Lab.inMemory(settings.withAgent(settings.agent().withProvider(null)),
                    desk.lab().lab().agents())) {
                var found = Trial.run(lab, plan, words -> token.step(done[0]++, steps, words));
                desk.pump().inOrder(() -> score.set(found));
                return "";
            }
        });
    }

    private void show(@Nullable Score found) {
        page.filled(found != null || running.get());
        body.getChildren().clear();
        if (found == null) {
            body.getChildren().add(Prose.words("They are being tried; the scores appear when all are done.",
                    "muted"));
        } else {
            found.turns().stream().map(t -> t.domain()).distinct()
                    .forEach(d -> body.getChildren().add(new ScoreCard(d, found.only(t -> t.domain().equals(d)))));
        }
    }
}
