package dev.kintsugi.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the handler of a request by method and path. A pattern is a path whose `{name}` segments stand for any one
/// segment, e.g. `/v1/models/{id}`; the handler asks the exchange for it by name. A literal path goes before a pattern,
/// patterns are tried in the order in which they were added, and the first that takes the method answers. A slash at the
/// end and escapes that stand for themselves change nothing; an escaped slash is part of its segment, never a border.
/// HEAD is answered where GET is, and OPTIONS everywhere, with `allow`. Anything else is a 404, or a 405 with `allow`.
/// Filled before it is used; then safe for many threads.
public final class Routes implements Stage {
    private static final String OPTIONS = "OPTIONS";

    private final Refusals refusals;
    private final Map<String, Map<String, Handler>> literals = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    public Routes(Refusals refusals) { this.refusals = refusals; }

    private record Pattern(String text, List<String> segments, Map<String, Handler> handlers) {
        @Nullable
        Map<String, String> match(List<String> path) {
            if (path.size() != segments.size()) {
                return null;
            }
            var found = new HashMap<String, String>();
            for (var i = 0; i < path.size(); i++) {
                var wanted = segments.get(i);
                if (wanted.startsWith("{")) {
                    found.put(wanted.substring(1, wanted.length() - 1), path.get(i));
                } else if (!wanted.equals(path.get(i))) {
                    return null;
                }
            }
            return found;
        }
    }

    /// Adds a route. Throws [IllegalArgumentException] when there is one for this method and pattern.
    public Routes add(String method, String pattern, Handler handler) {
        var handlers = pattern.contains("{")
                ? pattern(pattern).handlers()
                : literals.computeIfAbsent(pattern, _ -> new LinkedHashMap<>());
        if (handlers.putIfAbsent(method, handler) != null) {
            throw new IllegalArgumentException("two routes for " + method + " " + pattern);
        }
        return this;
    }

    private Pattern pattern(String text) {
        return patterns.stream().filter(p -> p.text().equals(text)).findFirst().orElseGet(() -> {
            var fresh = new Pattern(text, List.of(text.substring(1).split("/", -1)), new LinkedHashMap<>());
            patterns.add(fresh);
            return fresh;
        });
    }

    /// Every route as `METHOD /pattern`, sorted: what a description of the interface is held against.
    public List<String> list() {
        var fixed = literals.entrySet().stream().flatMap(e -> e.getValue().keySet().stream().map(m -> m + " "
                + e.getKey()));
        var open = patterns.stream().flatMap(p -> p.handlers().keySet().stream().map(m -> m + " " + p.text()));
        return Stream.concat(fixed, open).sorted().toList();
    }

    @Override
    public Optional<Handler> begin(Exchange exchange) {
        var method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        var allowed = new TreeSet<String>();
        var segments = exchange.segments();
        var handler = taking(method, literal(exchange.path(), segments), allowed);
        for (var i = 0; handler == null && i < patterns.size(); i++) {
            var found = patterns.get(i).match(segments);
            if (found != null) {
                exchange.parameters(found);
                handler = taking(method, patterns.get(i).handlers(), allowed);
            }
        }
        if (handler != null) {
            return handler.begin(exchange);
        }
        if (exchange.method().equals(OPTIONS) && exchange.path().equals("*")) {
            list().forEach(route -> allowed.add(route.substring(0, route.indexOf(' '))));
        }
        if (allowed.isEmpty()) {
            refuse(exchange, 404, "There is nothing at " + exchange.path(), Map.of());
        } else if (exchange.method().equals(OPTIONS)) {
            allowed.add(OPTIONS);
            exchange.reply(204, Map.of("allow", String.join(", ", allowed), "x-request-id", exchange.id()),
                    new byte[0]);
        } else {
            var all = String.join(", ", allowed);
            refuse(exchange, 405, exchange.path() + " takes " + all + ", not " + exchange.method(),
                    Map.of("allow", all));
        }
        return Optional.empty();
    }

    private static @Nullable Handler taking(String method, @Nullable Map<String, Handler> handlers,
            Set<String> allowed) {
        if (handlers == null) {
            return null;
        }
        allowed.addAll(handlers.keySet());
        if (handlers.containsKey("GET")) {
            allowed.add("HEAD");
        }
        return handlers.get(method);
    }

    private @Nullable Map<String, Handler> literal(String path, List<String> segments) {
        var asSent = literals.get(path);
        return asSent != null || segments.stream().anyMatch(s -> s.indexOf('/') >= 0)
                ? asSent
                : literals.get("/" + String.join("/", segments));
    }

    private void refuse(Exchange exchange, int status, String why, Map<String, String> more) {
        var said = refusals.refuse(status, why, exchange);
        var headers = new LinkedHashMap<>(said.headers());
        headers.putAll(more);
        exchange.reply(status, headers, said.body().getBytes(StandardCharsets.UTF_8));
    }
}
