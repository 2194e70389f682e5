package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What stands between callers and the services they call: circuits, compartments and allowances, by service. One for
/// each session, and one in each lab for the policies that share. Safe for many threads.
public final class Services {
    private final LabClock clock;
    private final Map<Pattern.Breaker, Breakers> breakers = new ConcurrentHashMap<>();
    private final Map<Pattern.Bulkhead, Map<String, Compartment>> compartments = new ConcurrentHashMap<>();
    private final Map<Pattern.RateLimiter, Map<String, Allowance>> allowances = new ConcurrentHashMap<>();

    /// @param clock on which circuits stay open and allowances fill up again
    public Services(LabClock clock) { this.clock = clock; }

    Breakers breakers(Pattern.Breaker settings) {
        return breakers.computeIfAbsent(settings, s -> new Breakers(s, clock));
    }

    /// The compartments of a bulkhead, by service.
    Map<String, Compartment> compartments(Pattern.Bulkhead settings) {
        return compartments.computeIfAbsent(settings, _ -> new ConcurrentHashMap<>());
    }

    Compartment compartment(Pattern.Bulkhead settings, String service) {
        return compartment(compartments(settings), settings, service);
    }

    static Compartment compartment(Map<String, Compartment> all, Pattern.Bulkhead settings, String service) {
        var known = all.get(service);
        return known != null ? known : all.computeIfAbsent(service, s -> new Compartment(s, settings.capacity()));
    }

    Allowance allowance(Pattern.RateLimiter settings, String service) {
        return allowances.computeIfAbsent(settings, _ -> new ConcurrentHashMap<>()).computeIfAbsent(service,
                _ -> new Allowance(settings.calls(), settings.per(), clock));
    }

    /// How the circuits stand.
    public List<Circuit> circuits() { return breakers.values().stream().flatMap(b -> b.all().stream()).toList(); }

    /// How full the compartments are.
    public List<Occupancy> occupancy() {
        return compartments.values().stream().flatMap(m -> m.values().stream()).map(Compartment::shown)
                .sorted(Comparator.comparing(Occupancy::service)).toList();
    }
}
