package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.watch.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Saves the lab's settings late and whole: a moment after the last change, and on closing. The switches and chances of
/// the modes go into the database's fault rows too. What could not be saved is told to the log and tried again with the
/// next change. For doors that a person sets things in. Safe for use by many threads.
final class SettingsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);

    private final Lab lab;
    private final SavedSettings file;
    private final KeyFile keys;
    private final Duration late;
    /// Its one thread alone saves, one save after the other, which may take long; nobody who changes a setting waits for it.
    /// What comes after it was shut down is dropped.
    private final ScheduledThreadPoolExecutor saver = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("settings").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final Watch watch;
    private final AtomicReference<@Nullable LabSettings> next = new AtomicReference<>();
    private LabSettings kept;

    /// Begins to watch. What the lab has now counts as kept.
    ///
    /// @param folder the data folder
    /// @param keys   where a key is kept
    SettingsKeeper(Lab lab, Path folder, KeyFile keys) { this(lab, folder, keys, Duration.ofSeconds(1)); }

    SettingsKeeper(Lab lab, Path folder, KeyFile keys, Duration late) {
        this.lab = lab;
        this.file = new SavedSettings(folder);
        this.keys = keys;
        this.late = late;
        this.kept = lab.settings();
        this.watch = lab.watchLab(this::changed);
    }

    private void changed(LabNews news) {
        if (news instanceof LabNews.SettingsChanged(var settings)) {
            next.set(settings);
            saver.schedule(() -> settled(settings), late.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Saves unless something changed again meanwhile: then a later call does.
    private void settled(LabSettings settings) {
        if (settings == next.get()) {
            save();
        }
    }

    private void save() {
        var now = next.get();
        if (now == null) {
            return;
        }
        try {
            file.save(kept, now);
            keepKey(now);
            lab.keepFaults();
            kept = now;
            next.compareAndSet(now, null);
        } catch (Problem e) {
            LOG.warn("the settings were not saved", e);
            lab.tell(new LabNews.SettingsUnsaved(e));
        }
    }

    /// A key that a person typed goes into the user's key file, and nowhere else.
    private void keepKey(LabSettings now) {
        var provider = now.agent().provider();
        var before = kept.agent().provider();
        if (provider != null && !provider.key().isEmpty() && (before == null || !provider.key().equals(before.key()))) {
            keys.write(provider.key());
        }
    }

    /// Saves what is not yet saved. Call it before the lab is closed.
    @Override
    public void close() {
        watch.close();
        CompletableFuture.runAsync(this::save, saver).join();
        saver.shutdownNow();
    }
}
