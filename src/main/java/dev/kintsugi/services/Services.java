package dev.kintsugi.services;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.time.LabClock;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The seven services, running. They listen on 127.0.0.1 only and forget everything when they are closed. Safe for many
/// threads.
public final class Services implements AutoCloseable {
    private static final int LAST_FIRST = 65_535 - ServiceName.values().length + 1;

    private final Map<ServiceName, ServiceServer> all = new EnumMap<>(ServiceName.class);

    /// How they are started. Immutable.
    ///
    /// @param firstPort the port of the first, the others follow it; 0, the default, for any free ones
    /// @param seed      what their weather is drawn from. Default 42
    /// @param movies    a JSON array of films, each with `name` and `original_name`; absent for the lab's own
    public record Settings(int firstPort, long seed, @Nullable Path movies) {
        public static final Settings DEFAULT = new Settings(0, 42, null);

        /// Throws a [Problem] when seven services do not fit there.
        public Settings {
            fits("The first port", firstPort);
        }

        /// Throws a [Problem] unless a row of seven ports, or any free ones, can begin there.
        public static void fits(String shown, int firstPort) {
            if (firstPort < 0 || firstPort > LAST_FIRST) {
                throw new Problem(shown + " cannot be " + firstPort, "it is 1 to " + LAST_FIRST
                        + ", since seven follow each other, or 0", "Use 0 for any free ones");
            }
        }
    }

    /// Starts them. Throws a [Problem] when a port is in use or the films cannot be read.
    ///
    /// @param clock what their calendar and messages are dated by
    public Services(Settings settings, LabClock clock) {
        var movies = new Movies(settings.movies());
        try {
            open(new Search(), settings);
            open(new Weather(new Draws(settings.seed()), clock), settings);
            open(movies, settings);
            open(new Calendar(clock), settings);
            open(new Calculator(), settings);
            open(new Messages(clock), settings);
            open(new Translation(), settings);
        } catch (Problem e) {
            close();
            throw e;
        }
    }

    private void open(Service service, Settings settings) {
        var port = settings.firstPort() == 0 ? 0 : settings.firstPort() + service.name().ordinal();
        all.put(service.name(), new ServiceServer(service, port));
    }

    /// Where each of them is, e.g. `http://127.0.0.1:5000`.
    public Map<ServiceName, URI> addresses() {
        var addresses = new EnumMap<ServiceName, URI>(ServiceName.class);
        all.forEach((name, server) -> addresses.put(name, server.address()));
        return addresses;
    }

    @Override
    public void close() { all.values().forEach(ServiceServer::close); }
}
