package dev.kintsugi.app;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.telemetry.Traces;
import dev.kintsugi.lab.Lab;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The labs this process opened, so that they end in order when it is told to end (Ctrl-C, SIGTERM, a closed terminal):
/// turns that run are written down as interrupted, then the store is closed, and traces under way are sent. Closing
/// twice does nothing. Safe for use by many threads.
final class OpenLabs {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLabs.class);

    private final Set<Lab> open = ConcurrentHashMap.newKeySet();
    private final Set<Traces> traces = ConcurrentHashMap.newKeySet();

    Lab add(Lab lab) {
        open.add(lab);
        return lab;
    }

    /// Sends the turns of this lab to a collector until the process ends. Throws a [Problem] when it is no address.
    ///
    /// @param told gets a sentence when they do not arrive
    Lab traced(Lab lab, String collector, Consumer<String> told) {
        try {
            traces.add(Traces.open(lab, collector, told));
            return lab;
        } catch (Problem e) {
            lab.close();
            throw e;
        }
    }

    /// Closes what is still open whenever the process ends.
    void closeAtTheEnd() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("closing").unstarted(this::close));
    }

    void close() {
        for (var lab : open) {
            try {
                lab.close();
            } catch (Problem e) {
                LOG.warn("the store did not close in order", e);
            }
        }
        open.clear();
        traces.forEach(Traces::close);
        traces.clear();
    }
}
