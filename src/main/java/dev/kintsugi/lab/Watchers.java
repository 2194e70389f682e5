package dev.kintsugi.lab;

import dev.kintsugi.lab.watch.Watch;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands news to whoever watches. A watcher that fails is told to the log and harms nobody. Safe for many threads.
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final CopyOnWriteArrayList<Consumer<LabNews>> watchers = new CopyOnWriteArrayList<>();

    Watch add(Consumer<LabNews> watcher) {
        Consumer<LabNews> own = watcher::accept;
        watchers.add(own);
        return () -> watchers.remove(own);
    }

    boolean none() { return watchers.isEmpty(); }

    void tell(LabNews news) {
        for (var watcher : watchers) {
            try {
                watcher.accept(news);
            } catch (RuntimeException e) {
                LOG.error("a watcher failed on {}", news.getClass().getSimpleName(), e);
            }
        }
    }
}
