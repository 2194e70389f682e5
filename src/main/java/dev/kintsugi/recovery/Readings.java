package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What tools that only look said last, by tool and arguments, for when they cannot be asked. An act may change what was
/// read, so that nothing read before it is kept. Safe for many threads.
final class Readings {
    private final Pattern.Cache settings;
    private final LabClock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    Readings(Pattern.Cache settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// A reading and when it was made.
    private record Kept(String content, Instant at) {}

    /// An earlier answer, and how old it is.
    record Old(ToolResult result, Duration age) {}

    synchronized void keep(ToolRequest request, ToolResult result) {
        if (!result.ok()) {
            return;
        }
        kept.remove(key(request));
        kept.put(key(request), new Kept(result.content(), clock.now()));
        if (kept.size() > settings.capacity()) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    synchronized Optional<Old> find(ToolRequest request) {
        var found = kept.get(key(request));
        var age = found == null ? Duration.ZERO : Duration.between(found.at(), clock.now());
        return found == null || age.compareTo(settings.maxAge()) > 0
                ? Optional.empty()
                : Optional.of(new Old(new ToolResult(found.content(), true, 0, true), age));
    }

    synchronized void forget() { kept.clear(); }

    private static String key(ToolRequest request) { return request.call().name() + " " + request.call().arguments(); }
}
