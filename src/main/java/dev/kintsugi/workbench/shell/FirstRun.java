package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Tells a newcomer where to look when the first failure of a conversation of theirs has come and gone. The button that
/// causes it stands in the empty conversation.
final class FirstRun extends View {
    private final Bench bench;
    private final Places places;
    private final Runnable mending;
    private final Runnable after;
    private final Label title = new Label();
    private final Label words = new Label();
    private final Button look = new Button("Show what was mended");
    private final HBox strip = new HBox();
    private boolean spoken;
    private int before;

    /// @param mending shows what broke beside what was mended
    /// @param after   is run when a person has read it
    FirstRun(Bench bench, Places places, Runnable mending, Runnable after) {
        this.bench = bench;
        this.places = places;
        this.mending = mending;
        this.after = after;
    }

    @Override
    protected Parent build() {
        title.getStyleClass().add("strong");
        Prose.wrap(words);
        words.setMinHeight(Region.USE_PREF_SIZE);
        var text = new VBox(title, words);
        HBox.setHgrow(text, Priority.ALWAYS);
        var done = new Button("Got it");
        done.setId("first-run-done");
        done.setMinWidth(Region.USE_PREF_SIZE);
        done.setOnAction(_ -> read());
        look.setId("first-run-look");
        look.getStyleClass().add("accent");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setOnAction(_ -> firstFailure().ifPresent(turn -> {
            bench.select(turn.number());
            mending.run();
        }));
        strip.getChildren().addAll(new Emblem(30), text, look, done);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("first-run");
        return strip;
    }

    @Override
    protected void opened() {
        hold(places.welcome().subscribe(this::look));
        hold(bench.turns().subscribe(this::look));
        hold(bench.asked().subscribe(waiting -> spoke(waiting.intValue() > 0)));
        hold(bench.session().subscribe((last, _) -> {
            spoken &= last == null;
            look();
        }));
        look();
    }

    /// What broke before the person said anything was told to somebody else, or long ago.
    private void spoke(boolean now) {
        if (now && !spoken) {
            spoken = true;
            before = bench.turns().isEmpty() ? 0 : bench.turns().getLast().number();
        }
    }

    /// The button goes, and the focus would go on to the first card and scroll it into sight.
    private void read() {
        places.welcome().set(false);
        after.run();
    }

    private void look() {
        var first = places.welcome().get() && spoken ? firstFailure() : Optional.<TurnStory>empty();
        strip.setVisible(first.isPresent());
        strip.setManaged(first.isPresent());
        first.ifPresent(this::tell);
    }

    private Optional<TurnStory> firstFailure() {
        return bench.turns().stream().filter(turn -> turn.number() > before && turn.failed()
                && turn.state() == TurnStory.State.CONCLUDED).findFirst();
    }

    private void tell(TurnStory turn) {
        var mended = turn.outcome() == Outcome.RECOVERED;
        look.setVisible(mended);
        look.setManaged(mended);
        if (mended) {
            say("Turn " + turn.number() + " was broken and mended",
                    "On the right, Diff: red in Observed is what the failure put in, gold in Delivered is what recovery "
                            + "gave back. Recovery, beside it, tells each step. The gold seam marks the mended message.");
        } else {
            say("Turn " + turn.number() + " was broken, and not mended",
                    "On the right, Diff: red in Observed is what the failure put in. Recovery, beside it, tells what "
                            + "was tried.");
        }
    }

    private void say(String head, String line) {
        title.setText(head);
        words.setText(line);
    }
}
