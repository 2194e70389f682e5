package dev.kintsugi.workbench.kit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Long work, each with a name, a bar and a stop; shown in the status bar. Works off the FX thread, tells on it.
public final class Jobs {
    private final ObservableList<Job> list = FXCollections.observableArrayList();
    private final ObservableList<Job> running = FXCollections.unmodifiableObservableList(list);
    private final Pump pump;
    private final Notices notices;
    private final Map<String, Notice> troubles = new HashMap<>();

    public Jobs(Pump pump, Notices notices) {
        this.pump = pump;
        this.notices = notices;
    }

    /// What a job may ask and tell while it works.
    public interface Token {
        boolean cancelled();

        /// Does something as soon as the person wants it to stop, on that person's thread; at once when that was so before.
        void whenCancelled(Runnable action);

        /// @param fraction 0 to 1, or -1 when unknown
        void progress(double fraction, String text);

        /// Tells that `done` of `all` steps are done. Throws a [CancellationException] when the person wants it to stop.
        default void step(int done, int all, String text) {
            progress(done / (double) all, text);
            if (cancelled()) {
                throw new CancellationException();
            }
        }
    }

    /// The work itself. Returns closing words for the person, empty for none; cancelled work says what was kept.
    @FunctionalInterface
    public interface Work {
        String run(Token token) throws Exception;
    }

    /// Starts `work` on its own thread. Its closing words or its problem become a notice; what is tried again
    /// is not called broken any longer. Call on the FX thread.
    public Job run(String title, Work work) {
        var job = new Job(title);
        var told = troubles.remove(title);
        if (told != null) {
            notices.dismiss(told);
        }
        list.add(job);
        Thread.ofVirtual().name(title).start(() -> work(job, work));
        return job;
    }

    /// Starts work that can be stopped at each of its steps. Call on the FX thread.
    ///
    /// @param busy set while it is under way
    /// @param kept says what was kept when it is stopped
    public Job run(String title, BooleanProperty busy, Supplier<String> kept, Work work) {
        busy.set(true);
        return run(title, token -> {
            try {
                return work.run(token);
            } catch (CancellationException stopped) {
                pump.inOrder(() -> notices.say(title + " was stopped. " + kept.get()));
                return "";
            } finally {
                pump.inOrder(() -> busy.set(false));
            }
        });
    }

    /// Writes a file, and says where it is. Call on the FX thread.
    public void export(Path file, Runnable write) {
        run("Export " + file.getFileName(), token -> {
            token.progress(-1, "writing");
            write.run();
            return "Saved " + file;
        });
    }

    public ObservableList<Job> running() { return running; }

    private void work(Job job, Work work) {
        Runnable end;
        try {
            var words = work.run(new Told(job));
            end = () -> notices.say(words);
        } catch (Exception | StackOverflowError | OutOfMemoryError trouble) {
            end = () -> broke(job, Notice.of(trouble));
        }
        var told = end;
        pump.inOrder(() -> {
            list.remove(job);
            told.run();
        });
    }

    private void broke(Job job, Notice trouble) {
        troubles.put(job.title(), trouble);
        notices.show(trouble);
    }

    private final class Told implements Token {
        private final Job job;

        Told(Job job) { this.job = job; }

        @Override
        public boolean cancelled() { return job.cancelled(); }

        @Override
        public void whenCancelled(Runnable action) { job.whenCancelled(action); }

        @Override
        public void progress(double fraction, String text) { pump.latest(job, () -> job.show(fraction, text)); }
    }
}
