package dev.kintsugi.app;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Watch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Saves the settings when they changed: late, so that a slider on its way is written once, and at the end.
final class SettingsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);
    private static final int LATE_MS = 1000;

    private final SavedSettings file;
    private final Watch watch;
    private final AtomicReference<LabSettings> unsaved = new AtomicReference<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("settings").factory());

    SettingsKeeper(Lab lab, SavedSettings file) {
        this.file = file;
        this.watch = lab.watch(news -> {
            if (news instanceof LabNews.SettingsChanged changed && unsaved.getAndSet(changed.settings()) == null) {
                timer.schedule(this::save, LATE_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void save() {
        var settings = unsaved.getAndSet(null);
        if (settings == null) {
            return;
        }
        try {
            file.save(settings);
        } catch (Problem e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    @Override
    public void close() {
        watch.close();
        timer.shutdownNow();
        save();
    }
}
