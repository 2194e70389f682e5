package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.fault.TurnPlace;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.fault.wire.Planned;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Faults by schedule for the calls of programs, of the wire or modes: in each turn the first that is due acts. Messages
/// by REST have no provider's wire: only modes act on them. They act
/// whether chaos is on or off; a panic stop ends them. Immutable. Throws a [Problem] for more than anybody can follow.
///
/// @param all      for every session that has none of its own. Default none
/// @param sessions by the name that a caller gives its session or experiment arm; an empty list keeps it untouched
public record FaultPlans(List<Planned> all, Map<String, List<Planned>> sessions) {
    public static final FaultPlans NONE = new FaultPlans(List.of(), Map.of());

    private static final int MOST = 100;
    private static final int MOST_SESSIONS = 1_000;

    public FaultPlans {
        all = List.copyOf(all);
        var copied = new TreeMap<String, List<Planned>>();
        sessions.forEach((name, plan) -> copied.put(name, List.copyOf(plan)));
        sessions = Collections.unmodifiableMap(copied);
        if (all.size() > MOST || sessions.size() > MOST_SESSIONS
                || sessions.values().stream().anyMatch(p -> p.size() > MOST)) {
            throw new Problem("The plan of faults is too long",
                    "it has at most " + MOST + " entries, and at most " + MOST_SESSIONS + " sessions have their own",
                    "Make it shorter");
        }
    }

    public FaultPlans withAll(List<Planned> plan) { return new FaultPlans(plan, sessions); }

    public FaultPlans withSession(String name, List<Planned> plan) {
        var changed = new TreeMap<>(sessions);
        changed.put(name, plan);
        return new FaultPlans(all, changed);
    }

    /// The session follows the plan of all again.
    public FaultPlans without(String name) {
        var changed = new TreeMap<>(sessions);
        changed.remove(name);
        return new FaultPlans(all, changed);
    }

    /// What is planned for a session; for one that nobody named, the plan of all.
    public List<Planned> of(Optional<String> session) {
        return session.map(name -> sessions.getOrDefault(name, all)).orElse(all);
    }

    /// The mode that is due in a turn without a wire of its own, the first if there are several; faults of the wire are
    /// passed over.
    ///
    /// @param elapsedMs time since the session began
    Optional<Ordered> mode(TurnPlace place, long elapsedMs) {
        var plan = of(Optional.of(place.turn().session().value()));
        for (var i = 0; i < plan.size(); i++) {
            var fault = plan.get(i).fault();
            if (fault.disturbance().isEmpty() && plan.get(i).roll(i, place, elapsedMs).hit()) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
