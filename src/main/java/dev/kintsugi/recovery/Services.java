package dev.kintsugi.recovery;

import dev.kintsugi.domain.time.LabClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What stands between callers and the services they call: circuits, compartments and allowances, by service. One for
/// each session, and one in each lab for the policies that share. Safe for many threads.
public final class Services {
    private final LabClock clock;
    private final Map<Pattern.Breaker, Breakers> breakers = new ConcurrentHashMap<>();
    private final Map<Place, Compartment> compartments = new ConcurrentSkipListMap<>();
    private final Map<Place, Allowance> allowances = new ConcurrentSkipListMap<>();

    /// @param clock on which circuits stay open and allowances fill up again
    public Services(LabClock clock) { this.clock = clock; }

    /// A service under the settings of a pattern.
    private record Place(String service, int size, long nanos) implements Comparable<Place> {
        @Override
        public int compareTo(Place o) {
            var byName = service.compareTo(o.service);
            var bySize = byName != 0 ? byName : Integer.compare(size, o.size);
            return bySize != 0 ? bySize : Long.compare(nanos, o.nanos);
        }
    }

    Breakers breakers(Pattern.Breaker settings) {
        return breakers.computeIfAbsent(settings, s -> new Breakers(s, clock));
    }

    Compartment compartment(Pattern.Bulkhead settings, String service) {
        return compartments.computeIfAbsent(new Place(service, settings.capacity(), 0),
                _ -> new Compartment(service, settings.capacity()));
    }

    Allowance allowance(Pattern.RateLimiter settings, String service) {
        return allowances.computeIfAbsent(new Place(service, settings.calls(), settings.per().toNanos()),
                _ -> new Allowance(settings.calls(), settings.per(), clock));
    }

    /// How the circuits stand.
    public List<Circuit> circuits() { return breakers.values().stream().flatMap(b -> b.all().stream()).toList(); }

    /// How full the compartments are.
    public List<Occupancy> occupancy() { return compartments.values().stream().map(Compartment::shown).toList(); }
}
