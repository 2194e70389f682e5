package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.Progress;
import dev.kintsugi.workbench.kit.Prose;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// What runs, each with its words, its bar and its stop. Where there is no room for that the bars give way, and then the words,
/// to a menu of what can be stopped: nothing is cut off.
final class JobStrip extends Region {
    private final Jobs jobs;
    private final Appearance looks;
    /// The same in less and less room.
    private List<Region> forms = List.of();

    JobStrip(Jobs jobs, Appearance looks) {
        this.jobs = jobs;
        this.looks = looks;
    }

    Subscription follow() {
        show();
        return jobs.running().subscribe(this::show);
    }

    private void show() {
        forms = jobs.running().isEmpty() ? List.of() : List.of(row(true), row(false), menu());
        getChildren().setAll(forms);
    }

    private HBox row(boolean bars) {
        var row = new HBox();
        row.setAlignment(Pos.CENTER_RIGHT);
        row.getStyleClass().add("gap-12");
        jobs.running().forEach(job -> row.getChildren().add(shown(job, bars)));
        return row;
    }

    private HBox shown(Job job, boolean withBar) {
        var words = Prose.whole("");
        words.textProperty().bind(words(job));
        var box = new HBox(words);
        if (withBar) {
            var bar = new Progress(looks);
            bar.progressProperty().bind(job.progress());
            bar.getStyleClass().add("job-bar");
            box.getChildren().add(bar);
        }
        box.getChildren().add(Buttons.icon(Feather.X, "Cancel " + job.title(), job::cancel));
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("gap-8");
        return box;
    }

    private static ObservableValue<String> words(Job job) {
        return job.text().map(text -> text.isEmpty() ? job.title() : job.title() + ": " + text);
    }

    private MenuButton menu() {
        var menu = new MenuButton(jobs.running().size() + " running");
        menu.getStyleClass().addAll("flat", "job-menu");
        for (var job : jobs.running()) {
            var item = new MenuItem();
            item.setMnemonicParsing(false);
            item.textProperty().bind(words(job).map(words -> "Cancel " + words));
            item.setOnAction(_ -> job.cancel());
            menu.getItems().add(item);
        }
        return menu;
    }

    @Override
    protected double computeMinWidth(double height) { return forms.isEmpty() ? 0 : wide(forms.getLast()); }

    @Override
    protected double computePrefWidth(double height) { return forms.isEmpty() ? 0 : wide(forms.getFirst()); }

    @Override
    protected double computePrefHeight(double width) {
        return forms.stream().mapToDouble(form -> snapSizeY(form.prefHeight(-1))).max().orElse(0);
    }

    private double wide(Region form) { return snapSizeX(form.prefWidth(-1)); }

    @Override
    protected void layoutChildren() {
        var fits = forms.stream().filter(form -> wide(form) <= getWidth()).findFirst();
        for (var form : forms) {
            form.setVisible(form.equals(fits.orElseGet(forms::getLast)));
            form.resizeRelocate(getWidth() - wide(form), 0, wide(form), getHeight());
        }
    }
}
