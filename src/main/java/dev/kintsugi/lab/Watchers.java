package dev.kintsugi.lab;

import dev.kintsugi.lab.watch.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands news to whoever watches. A watcher that fails is told to the log and harms nobody. Safe for many threads.
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final List<Consumer<LabNews>> watchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<LabNews>> ofTheLab = new CopyOnWriteArrayList<>();

    Watch add(Consumer<LabNews> watcher) { return add(watcher, watchers); }

    /// Adds one that is told nothing of single turns.
    Watch addToLab(Consumer<LabNews> watcher) { return add(watcher, ofTheLab); }

    private static Watch add(Consumer<LabNews> watcher, List<Consumer<LabNews>> all) {
        Consumer<LabNews> own = watcher::accept;
        all.add(own);
        return () -> all.remove(own);
    }

    /// Whether nobody watches turns.
    boolean none() { return watchers.isEmpty(); }

    void tell(LabNews news) {
        tell(news, watchers);
        if (!(news instanceof LabNews.OfTurn)) {
            tell(news, ofTheLab);
        }
    }

    private static void tell(LabNews news, List<Consumer<LabNews>> all) {
        for (var watcher : all) {
            try {
                watcher.accept(news);
            } catch (RuntimeException e) {
                LOG.error("a watcher failed on {}", news.getClass().getSimpleName(), e);
            }
        }
    }
}
