package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.FindingsText;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Twin;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/// Chooses among levels of misspelled words, levels of failures and numbers of trials, where there are several.
final class Levels extends FlowPane {
    private final IntegerProperty epsilon = new SimpleIntegerProperty();
    private final IntegerProperty lambda = new SimpleIntegerProperty();
    private final IntegerProperty k = new SimpleIntegerProperty(1);
    private final Runnable changed;
    private List<List<Integer>> shown = List.of();

    Levels(Runnable changed) {
        this.changed = changed;
        getStyleClass().add("experiment-levels");
    }

    int epsilon() { return epsilon.get(); }

    int lambda() { return lambda.get(); }

    int k() { return k.get(); }

    /// Offers the levels of that experiment; what was chosen stays where there is such a level.
    void offer(Experiment plan) {
        var now = List.of(plan.epsilons(), plan.lambdas(), plan.ks());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        getChildren().clear();
        add("Misspelled ε", "how many of the words", plan.epsilons(), epsilon, true);
        add("Failures λ", "times the chances of failures", plan.lambdas(), lambda, true);
        add("Trials k", "how many have to succeed", plan.ks(), k, false);
        Twin.show(this, !getChildren().isEmpty());
    }

    private void add(String name, String words, List<Integer> levels, IntegerProperty chosen, boolean ppm) {
        if (!levels.contains(chosen.get())) {
            chosen.set(ppm && levels.contains(1_000_000) ? 1_000_000 : levels.getFirst());
        }
        if (levels.size() > 1) {
            var segments = new Segments<>(levels, level -> ppm ? FindingsText.number(level) : Integer.toString(level));
            segments.chosen().set(chosen.get());
            segments.chosen().subscribe((_, level) -> {
                chosen.set(level);
                changed.run();
            });
            segments.setAccessibleText(name + ", " + words);
            var label = new Label(name);
            label.getStyleClass().add("muted");
            var box = new HBox(label, segments);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().add("gap-8");
            getChildren().add((Node) box);
        }
    }
}
