package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.errands.ErrandsFile.Format;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Buttons;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.FileColumn;
import dev.kintsugi.workbench.kit.RunFrame;
import dev.kintsugi.workbench.kit.ScreenActions;
import dev.kintsugi.workbench.kit.TroubleCard;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Runs errands: which prompts there are, what goes wrong, what a run will do, what happens in it, and what came of it.
public final class ErrandsView extends View {
    private final Desk desk;
    private final ErrandsModel model;
    private final ScreenActions own = new ScreenActions("errands", "Errands");
    private final FileColumn<Entry, Path> prompts;
    private final EmptyState notRun = new EmptyState(Feather.CHECK_SQUARE, "Nothing was run yet",
            "The prompts are sent to an agent with ten tools while the tools' network fails as you set it. Each call"
                    + " appears here as it happens.",
            "Run the errands", this::begin);
    private final RunFrame<Part> frame;
    private final HBox reload = new HBox();
    private final TroubleCard trouble = new TroubleCard("errands-trouble", reload);

    /// @param files   asks the person for files
    /// @param toBench shows the bench, where a prompt's turn is looked at
    public ErrandsView(Desk desk, ErrandsModel model, Files files, Runnable toBench) {
        this.desk = desk;
        this.model = model;
        addRuns(files);
        addExports(files, toBench);
        prompts = new FileColumn<>("Prompts", model.choice().entries(), Entry::file, Entry::title,
                own.get("open").run());
        frame = new RunFrame<>(own, Part.RESULTS, Part::title, new EmptyState(Feather.CHECK_SQUARE, "No prompts here",
                "The lab looks for them in demos/errands beside the program. Any other file will do: a JSON array of"
                        + " {\"prompt\": \"...\"}.",
                "Open a file of prompts", own.get("open").run()), notRun);
        frame.put(Part.PLAN, new PlanPane(desk, model));
        frame.put(Part.LIVE, new LivePane(model));
        frame.put(Part.RESULTS, new ResultsPane(desk, model, frame.tables()));
        frame.put(Part.PROMPTS, new PromptsPane(model, own.get("look")));
    }

    private void addRuns(Files files) {
        var unchosen = Blocked.when(model.choice().chosen().map(_ -> false).orElse(true),
                "Open a file of prompts first");
        own.add(own.of("run", "Run the errands").icon(Feather.PLAY).key("Shortcut+Shift+E").blocked(model.blocked())
                .run(this::begin));
        own.add(own.of("stop", "Stop the errands").icon(Feather.SQUARE)
                .blocked(Blocked.unless(model.running(), "No errands are being run")).run(model::stop));
        own.add(own.of("open", "Open a file of prompts").icon(Feather.FOLDER)
                .run(() -> files.open().ifPresent(model.choice()::open)));
        own.add(own.of("reload", "Read the prompts again").icon(Feather.REFRESH_CW).blocked(unchosen)
                .run(model.choice()::reload));
    }

    private void addExports(Files files, Runnable toBench) {
        var nothing = Blocked.when(model.outcome().map(_ -> false).orElse(true), "Nothing was run yet");
        for (var format : Format.values()) {
            own.add(own.of("export." + format.ending(), exporting(format)).icon(Feather.DOWNLOAD).blocked(nothing)
                    .run(() -> files.save(format).ifPresent(file -> model.export(format, file))));
        }
        own.add(own.of("look", "Look at it on the bench").icon(Feather.EYE).blocked(model.notToBench()).run(() -> {
            var picked = model.picked().get();
            if (picked != null) {
                model.look(picked, toBench);
            }
        }));
    }

    private static String exporting(Format format) {
        return switch (format) {
            case HTML -> "Export errands to read and print (HTML)";
            case CSV -> "Export errands as a table of prompts (CSV)";
            case JSON -> "Export all figures of errands for programs (JSON)";
        };
    }

    /// What can be done from every screen; it leads here.
    ///
    /// @param show brings this screen up
    public Action[] actions(Runnable show) { return frame.actions(show); }

    private void begin() {
        if (frame.part().get() == Part.PLAN) {
            frame.part().set(Part.LIVE);
        }
        model.run();
    }

    @Override
    protected Parent build() {
        reload.getChildren().setAll(Buttons.text(own.get("reload")));
        return frame.build(prompts, List.of(), trouble);
    }

    @Override
    protected void opened() {
        model.choice().look();
        hold(prompts.follow(desk.pump(), model.choice().chosen(), entry -> frame.say(entry.title())));
        listen(model.choice().chosen(), file -> frame.chosen(file != null));
        listen(model.trouble(), this::tell);
        listen(model.outcome(), _ -> lay());
        listen(model.running(), _ -> lay());
        listen(frame.part(), _ -> lay());
    }

    @Override
    protected void closed() { frame.close(); }

    private void tell(@Nullable Problem wrong) {
        trouble.show(wrong);
        Twin.show(reload, model.choice().trouble().get() != null);
    }

    private void lay() {
        var running = model.running().get();
        var part = frame.part().get();
        var ended = model.outcome().get() != null;
        frame.run(running, ended ? "Run again" : "Run");
        notRun.offer(!running);
        frame.show(part == Part.PLAN || ended || running && part == Part.LIVE ? part : null);
    }
}
