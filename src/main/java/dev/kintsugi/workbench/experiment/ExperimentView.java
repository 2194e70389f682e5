package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.FindingsFile.Format;
import dev.kintsugi.lab.experiment.PlanText;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.FileColumn;
import dev.kintsugi.workbench.kit.RunFrame;
import dev.kintsugi.workbench.kit.ScreenActions;
import dev.kintsugi.workbench.kit.TitleCell;
import dev.kintsugi.workbench.kit.TroubleCard;
import dev.kintsugi.workbench.kit.View;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Runs experiments: which ones there are, what each will do, what it finds while it is played, and its episodes.
public final class ExperimentView extends View {
    private final Desk desk;
    private final ExperimentModel model;
    private final ScreenActions own = new ScreenActions("experiment", "Experiment");
    private final FileColumn<Entry, Path> experiments;
    private final EmptyState notRun = new EmptyState(Feather.BAR_CHART_2, "It was not run yet", "", "Run it",
            this::begin);
    private final RunFrame<Part> frame;
    private final TroubleCard trouble = new TroubleCard("experiment-broke-off");

    /// @param files  asks the person for files and folders
    /// @param toBench shows the bench, where an episode is looked at
    public ExperimentView(Desk desk, ExperimentModel model, Files files, Runnable toBench) {
        this.desk = desk;
        this.model = model;
        addRuns(files);
        addResults(files, toBench);
        experiments = new FileColumn<>("Experiments", model.choice().entries(), Entry::file, Entry::title,
                own.get("open").run());
        frame = new RunFrame<>(own, Part.RESULTS, Part::title,
                new EmptyState(Feather.BAR_CHART_2, "No experiment here",
                        "The lab looks for them in the folder scenarios/experiments beside the program. Any other file can be"
                                + " opened.",
                        "Open an experiment file", own.get("open").run()),
                notRun);
        frame.put(Part.PLAN, new PlanPane(model, desk.appearance(), own));
        frame.put(Part.RESULTS, new ResultsPane(model, desk.appearance(), frame.tables()));
        frame.put(Part.EPISODES, new EpisodesPane(model, own.get("look")));
    }

    private void addRuns(Files files) {
        var unchosen = Blocked.when(model.choice().chosen().map(_ -> false).orElse(true), "Choose an experiment first");
        own.add(own.of("run", "Run the experiment").icon(Feather.PLAY).key("Shortcut+Shift+R").blocked(model.blocked())
                .run(this::begin));
        own.add(own.of("stop", "Stop the experiment").icon(Feather.SQUARE)
                .blocked(Blocked.unless(model.running(), "No experiment is being played")).run(model::stop));
        own.add(own.of("open", "Open an experiment file").icon(Feather.FOLDER)
                .run(() -> files.open().ifPresent(model.choice()::open)));
        own.add(own.of("reload", "Read the file again").icon(Feather.REFRESH_CW).blocked(unchosen)
                .run(model.choice()::reload));
        own.add(own.of("copy", "Save a copy to change").icon(Feather.COPY).blocked(unchosen)
                .run(() -> Optional.ofNullable(model.choice().chosen().get())
                        .ifPresent(from -> files.copy(from).ifPresent(to -> copy(from, to)))));
        own.add(own.of("folder", "Keep the results in a folder").icon(Feather.SAVE).blocked(unchosen)
                .run(() -> files.folder().ifPresent(model::keepIn)));
        own.add(own.of("nowhere", "Keep them in no folder").icon(Feather.X)
                .blocked(Blocked.when(model.folder().map(_ -> false).orElse(true), "They are kept in no folder"))
                .run(() -> model.keepIn(null)));
    }

    /// An experiment of one's own begins as a copy of one that works.
    private void copy(Path from, Path to) {
        desk.jobs().run("Copy the experiment", _ -> {
            java.nio.file.Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            desk.pump().inOrder(() -> model.choice().open(to));
            return "Saved " + to + ". Change it in an editor, then press Read the file again.";
        });
    }

    private void addResults(Files files, Runnable toBench) {
        var nothing = Blocked.when(model.findings().map(_ -> false).orElse(true),
                "Nothing was found yet: run it first");
        // What people read comes first.
        for (var format : List.of(Format.HTML, Format.CSV, Format.JSON)) {
            own.add(own.of("export." + format.ending(), exporting(format)).icon(Feather.DOWNLOAD).blocked(nothing)
                    .run(() -> files.save(format).ifPresent(file -> model.export(format, file))));
        }
        own.add(own.of("look", "Look at the episode on the bench").icon(Feather.EYE)
                .blocked(Blocked.when(model.picked().map(_ -> false).orElse(true), "Pick an episode first"))
                .run(() -> {
                    var picked = model.picked().get();
                    if (picked != null) {
                        model.look(picked, toBench);
                    }
                }));
    }

    private static String exporting(Format format) {
        return switch (format) {
            case HTML -> "Export the report to read and print (HTML)";
            case CSV -> "Export the episodes as a table (CSV)";
            case JSON -> "Export all figures for programs (JSON)";
        };
    }

    /// What can be done from every screen; it leads here.
    ///
    /// @param show brings this screen up
    public Action[] actions(Runnable show) { return frame.actions(show); }

    private void begin() {
        frame.part().set(Part.RESULTS);
        model.run();
    }

    @Override
    protected Parent build() {
        experiments.list().setCellFactory(_ -> new TitleCell<>(Entry::title,
                entry -> entry.trouble() == null ? null : FontIcon.of(Feather.ALERT_TRIANGLE)));
        return frame.build(experiments,
                List.of(field("Conversations", "experiment-conversations", model.choice().conversations()),
                        field("Seed", "experiment-seed", model.choice().seed())),
                trouble);
    }

    private static Node field(String name, String id, StringProperty text) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(text);
        field.getStyleClass().addAll("mono", "experiment-number");
        var label = new Label(name);
        label.getStyleClass().add("muted");
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("gap-8");
        return box;
    }

    @Override
    protected void opened() {
        model.choice().look();
        hold(experiments.follow(desk.pump(), model.choice().chosen(), this::mark));
        listen(model.choice().chosen(), file -> frame.chosen(file != null));
        listen(model.choice().plan(), this::tell);
        listen(model.choice().trouble(), _ -> lay());
        listen(model.trouble(), trouble::show);
        listen(model.findings(), _ -> lay());
        listen(model.running(), _ -> lay());
        listen(frame.part(), _ -> lay());
    }

    @Override
    protected void closed() { frame.close(); }

    /// What can be read says its title itself.
    private void mark(Entry entry) {
        if (model.choice().plan().get() == null) {
            frame.say(entry.title());
        }
    }

    private void tell(@Nullable Experiment plan) {
        if (plan != null) {
            frame.say(plan.title());
        }
        lay();
    }

    private void lay() {
        var found = model.findings().get() != null;
        frame.run(model.running().get(), model.goesOn() ? "Go on" : found ? "Run again" : "Run");
        notFound();
        notRun.offer(model.blocked().getValue().isEmpty());
        // Where nothing was found, what is wrong has to be mended first.
        var wanted = found || model.choice().trouble().get() == null ? frame.part().get() : Part.PLAN;
        frame.show(wanted == Part.PLAN || found ? wanted : null);
    }

    private void notFound() {
        var plan = model.choice().plan().get();
        if (plan != null) {
            notRun.say(model.playsTheChosen() ? "No conversation is finished yet" : "It was not run yet",
                    Words.counted(PlanText.all(plan), "episode") + " are played in virtual time: no key is needed and"
                            + " nothing is waited for. What is found appears here while they are played.");
        }
    }
}
