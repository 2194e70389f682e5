package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Evidence.Backing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The facts of several pieces of evidence, by their kind. Immutable once made.
record Backings(Map<Class<? extends Fact>, List<Backing>> byKind) {
    static Backings of(List<Evidence> evidence) { return new Backings(Map.of()).and(evidence); }

    Backings and(List<Evidence> more) {
        var all = new HashMap<Class<? extends Fact>, List<Backing>>();
        byKind.forEach((kind, backings) -> all.put(kind, new ArrayList<>(backings)));
        for (var each : more) {
            for (var backing : each.backings()) {
                all.computeIfAbsent(backing.fact().getClass(), _ -> new ArrayList<>()).add(backing);
            }
        }
        return new Backings(all);
    }

    List<Backing> of(Class<? extends Fact> kind) { return byKind.getOrDefault(kind, List.of()); }
}
