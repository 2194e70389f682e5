package dev.kintsugi.agent.errands;

import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.time.LabClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The ten tools over seven services, wherever these are: a proxy may stand before each. Immutable; safe for many threads.
public final class Errands implements Outside {
    /// How long a tool waits for its service when nothing else is said.
    public static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<Errand> ALL = Stream.of(SearchErrand.ALL, WeatherErrand.ALL, MovieErrands.ALL,
            CalendarErrands.ALL, CalculatorErrand.ALL, MessageErrands.ALL, TranslationErrand.ALL).flatMap(List::stream)
            .toList();

    private final Reaching reaching;

    /// @param bases    the address of each service: `search`, `weather`, `movies`, `calendar`, `calculator`, `messages` and
    ///                 `translation`, e.g. `http://127.0.0.1:5000`
    /// @param patience how long an answer may take, when the deadline of the request is not nearer
    /// @param clock    the one by which deadlines are meant
    public Errands(Map<String, URI> bases, Duration patience, LabClock clock) {
        this.reaching = new Reaching(Map.copyOf(bases), patience, clock.live());
    }

    @Override
    public Optional<Tool> tool(String name) { return named(name).map(errand -> new ErrandTool(errand, reaching)); }

    /// The service that a tool asks, e.g. `calendar`; empty for another tool.
    public static Optional<String> service(String tool) { return named(tool).map(Errand::service); }

    private static Optional<Errand> named(String tool) {
        return ALL.stream().filter(errand -> errand.spec().name().equals(tool)).findFirst();
    }
}
