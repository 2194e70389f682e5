package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stands between callers and the services they call: circuits, compartments and allowances, by service. One for
/// each session, and one in each lab for the policies that share. Safe for many threads.
public final class Services {
    private final LabClock clock;
    private final @Nullable SharedPast past;
    private final Map<Pattern.Breaker, Breakers> breakers = new ConcurrentHashMap<>();
    private final Map<Pattern.Bulkhead, Map<String, Places>> compartments = new ConcurrentHashMap<>();
    private final Map<Pattern.RateLimiter, Map<String, Moments>> allowances = new ConcurrentHashMap<>();

    /// @param clock on which circuits stay open and allowances fill up again
    public Services(LabClock clock) { this(clock, null); }

    private Services(LabClock clock, @Nullable SharedPast past) {
        this.clock = clock;
        this.past = past;
    }

    /// Shared services as a session wrote down that it met them: the others are not there any more.
    public static Services recorded(LabClock clock, SharedPast past) { return new Services(clock, past); }

    Breakers breakers(Pattern.Breaker settings) {
        return breakers.computeIfAbsent(settings, s -> new Breakers(service -> circuit(service, s)));
    }

    private CircuitGate circuit(String service, Pattern.Breaker settings) {
        return past == null
                ? new ServiceCircuit(service, settings, clock)
                : new RecordedCircuit(service, settings, past);
    }

    /// The compartments of a bulkhead, by service.
    Function<String, Places> compartments(Pattern.Bulkhead settings) {
        var all = compartments.computeIfAbsent(settings, _ -> new ConcurrentHashMap<>());
        Function<String, Places> maker = service -> places(service, settings);
        return service -> {
            var known = all.get(service);
            return known != null ? known : all.computeIfAbsent(service, maker);
        };
    }

    private Places places(String service, Pattern.Bulkhead settings) {
        return past == null
                ? new Compartment(service, settings.capacity(), settings.shared())
                : new RecordedPlaces(service, settings.capacity(), past);
    }

    Places compartment(Pattern.Bulkhead settings, String service) { return compartments(settings).apply(service); }

    Moments allowance(Pattern.RateLimiter settings, String service) {
        return allowances.computeIfAbsent(settings, _ -> new ConcurrentHashMap<>()).computeIfAbsent(service,
                _ -> past == null ? new Allowance(settings.calls(), settings.per(), clock) : Moments.recorded(past));
    }

    /// How the circuits stand.
    public List<Circuit> circuits() { return breakers.values().stream().flatMap(b -> b.all().stream()).toList(); }

    /// How full the compartments are.
    public List<Occupancy> occupancy() {
        return compartments.values().stream().flatMap(m -> m.values().stream()).map(Places::shown)
                .sorted(Comparator.comparing(Occupancy::service)).toList();
    }
}
