package dev.kintsugi.workbench.shell;

import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Notices;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Whoever closes the window in the midst of long work is told what becomes of it; closing it once more leaves. On the FX
/// thread only.
final class Leaving {
    private final Jobs jobs;
    private final Notices notices;
    private final List<Supplier<String>> fates;
    private @Nullable Notice told;

    /// @param fates what becomes of the work of each kind when the window is closed; empty when none is under way
    Leaving(Jobs jobs, Notices notices, List<Supplier<String>> fates) {
        this.jobs = jobs;
        this.notices = notices;
        this.fates = fates;
    }

    /// Asks until the subscription ends.
    Subscription of(Stage stage) {
        stage.setOnCloseRequest(this::wanted);
        return jobs.running().subscribe(this::moved).and(() -> stage.setOnCloseRequest(null));
    }

    private void wanted(WindowEvent closing) {
        var before = told;
        if (jobs.running().isEmpty() || before != null && notices.shown().contains(before)) {
            return;
        }
        closing.consume();
        var what = jobs.running().stream().map(Job::title).distinct().collect(Collectors.joining(", "));
        var why = Stream.concat(Stream.of("closing the window stops that"), fates.stream().map(Supplier::get))
                .filter(fate -> !fate.isEmpty()).map(Words::sentence).collect(Collectors.joining(" "));
        var now = new Notice("Still at work: " + what, why,
                "Close the window once more to leave, or wait until it is done", "");
        told = now;
        notices.show(now);
    }

    /// What was told is over with the work.
    private void moved() {
        var before = told;
        if (before != null && jobs.running().isEmpty()) {
            notices.dismiss(before);
            told = null;
        }
    }
}
