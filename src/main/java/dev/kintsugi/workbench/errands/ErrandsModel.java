package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.errands.ErrandsFile;
import dev.kintsugi.lab.errands.ErrandsPlace;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.errands.ErrandsRun;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.Throttle;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Sends the chosen prompts while things go wrong as they were set: how far it is, what is told meanwhile, and what came of
/// it. Knows no control. Changes on the FX thread only; prompts are sent on another.
public final class ErrandsModel implements AutoCloseable {
    private static final Duration BETWEEN_FIGURES = Duration.seconds(1);

    private final Desk desk;
    private final Choice choice;
    private final Dials dials;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Streams.Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Problem> broken = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Sending> picked = new SimpleObjectProperty<>();
    private final ObservableValue<@Nullable Problem> trouble;
    private final ObservableValue<String> blocked;
    private final ObservableValue<String> notToBench;
    private final Throttle figures = new Throttle(BETWEEN_FIGURES, this::reckon);
    private @Nullable Hearing hearing;
    private @Nullable Job job;

    /// @param home  where `demos/errands` lies
    /// @param usual how much goes wrong when nothing else is set
    public ErrandsModel(Desk desk, Path home, Supplier<ErrandsPlan> usual) {
        this.desk = desk;
        this.choice = new Choice(desk, home);
        this.dials = new Dials(usual);
        this.trouble = Bindings.createObjectBinding(this::wrong, choice.trouble(), dials.trouble(), broken);
        this.blocked = Bindings.createStringBinding(this::why, running, choice.chosen(), choice.prompts(),
                dials.plan());
        this.notToBench = Bindings.createStringBinding(() -> running.get()
                ? "Its session is being talked in: stop the errands, or wait for their end"
                : picked.get() == null ? "Pick a prompt first" : "", running, picked);
    }

    /// Finds the prompts that ship, before their screen is opened.
    public void look() { choice.look(); }

    /// Opens a file of prompts.
    public void open(Path file) { choice.open(file); }

    Choice choice() { return choice; }

    Dials dials() { return dials; }

    ReadOnlyBooleanProperty running() { return running.getReadOnlyProperty(); }

    /// What came of the last run, or of the one under way so far.
    ReadOnlyObjectProperty<@Nullable Outcome> outcome() { return outcome.getReadOnlyProperty(); }

    /// What the last run told, line by line.
    ObservableList<Streams.Line> lines() { return lines; }

    /// The sending that was picked from the list.
    ObjectProperty<@Nullable Sending> picked() { return picked; }

    /// What keeps the errands from being run, or has ended them.
    ObservableValue<@Nullable Problem> trouble() { return trouble; }

    /// Why they cannot be run now; empty when they can.
    ObservableValue<String> blocked() { return blocked; }

    /// Why the picked one cannot be looked at now; empty when it can.
    ObservableValue<String> notToBench() { return notToBench; }

    private @Nullable Problem wrong() {
        return choice.trouble().get() != null
                ? choice.trouble().get()
                : dials.trouble().get() != null ? dials.trouble().get() : broken.get();
    }

    private String why() {
        if (running.get()) {
            return "Errands are being run; the status bar shows how far they are";
        }
        if (choice.chosen().get() == null) {
            return "Open a file of prompts first";
        }
        return dials.plan().get() == null || choice.prompts().get().isEmpty()
                ? "What is wrong has to be mended first"
                : "";
    }

    void run() {
        var plan = dials.plan().get();
        var prompts = choice.prompts().get();
        if (plan == null || prompts.isEmpty() || running.get()) {
            return;
        }
        lines.clear();
        outcome.set(null);
        broken.set(null);
        picked.set(null);
        running.set(true);
        job = desk.jobs().run("Errands", token -> {
            try {
                return play(plan, prompts, token);
            } catch (Problem trouble) {
                desk.pump().inOrder(() -> broken.set(trouble));
                return "";
            } finally {
                desk.pump().inOrder(this::ended);
            }
        });
    }

    private String play(ErrandsPlan plan, List<String> prompts, Jobs.Token token) {
        var lab = desk.lab().lab();
        token.progress(0, "starting the services");
        try (var run = new ErrandsRun(lab, plan, ErrandsPlace.ANYWHERE)) {
            var here = new Hearing(run.id(), prompts.size());
            desk.pump().inOrder(() -> hearing = here);
            token.whenCancelled(run::stop);
            try (var _ = lab.watch(news -> {
                if (news instanceof LabNews.TurnChanged told && told.session().equals(run.id())) {
                    tell(here, told.turn().entries(), prompts.size(), token);
                }
            })) {
                run.play(prompts, entries -> tell(here, entries, prompts.size(), token));
            } finally {
                // Whoever opens it again talks to the lab's own agent, not to one whose services are gone.
                lab.close(run.id());
                desk.pump().inOrder(() -> finish(here, run.sent()));
            }
            if (!run.sent()) {
                return "The errands were stopped before anything was sent.";
            }
            return closing(here.now(false), token.cancelled());
        }
    }

    private void tell(Hearing here, List<Entry> entries, int prompts, Jobs.Token token) {
        here.take(entries);
        token.progress(Math.max(0, here.prompt() - 1) / (double) prompts, token.cancelled()
                ? "being stopped"
                : "prompt " + here.prompt() + " of " + prompts);
        desk.pump().latest(this, () -> {
            hear();
            figures.ask();
        });
    }

    private void hear() {
        var here = hearing;
        if (here != null) {
            lines.addAll(here.lines(lines.size()));
        }
    }

    private void reckon() {
        var here = hearing;
        if (here != null && running.get()) {
            outcome.set(here.now(true));
        }
    }

    private void finish(Hearing here, boolean sent) {
        hear();
        figures.stop();
        hearing = null;
        outcome.set(sent ? here.now(false) : null);
    }

    private void ended() {
        running.set(false);
        figures.stop();
        job = null;
    }

    private static String closing(Outcome came, boolean stopped) {
        var sent = came.findings().endings().size();
        var rate = came.findings().prompts();
        return (stopped && sent < came.prompts()
                ? "The errands were stopped after " + sent + " of " + Words.counted(came.prompts(), "prompt")
                : "The errands are done")
                + ": " + rate.k() + " of " + rate.n() + " answered."
                + (came.findings().broken() == 0 ? "" : " " + came.findings().broken() + " broke by themselves.");
    }

    /// Breaks off the prompt under way, and keeps what there is.
    void stop() {
        var now = job;
        if (now != null) {
            now.cancel();
        }
    }

    /// What becomes of what runs when the window is closed; empty when nothing does.
    public String leaving() { return running.get() ? "what the errands did so far is kept as a session" : ""; }

    /// Writes what came of it to a file.
    void export(ErrandsFile.Format format, Path file) {
        var came = outcome.get();
        if (came != null) {
            desk.jobs().export(file,
                    () -> ErrandsFile.write(format, file, came.session().value(), came.findings(), came.log()));
        }
    }

    /// Lays the session on the bench, with the turn of that sending.
    void look(Sending sending, Runnable toBench) {
        var came = outcome.get();
        if (came != null) {
            desk.lab().openAt(came.session(), sending.turn(), toBench);
        }
    }

    /// What runs is broken off.
    @Override
    public void close() {
        stop();
        figures.stop();
        choice.close();
    }
}
