package dev.kintsugi.gateway.openai;

import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.relay.Call;
import java.util.Optional;

/// Tells callers apart without keeping their keys. Stateless.
final class Callers {
    private Callers() {}

    /// A name made from its key, which Anthropic's clients show in a header of their own, or its address when it has none.
    /// Whoever has a base URL of its own is told by that name too: many programs may come from one machine, or show the
    /// lab's token alone.
    static String of(Exchange exchange) {
        var from = exchange.header("authorization").or(() -> exchange.header("x-api-key"))
                .map(key -> "key-" + Call.hash(key))
                .orElseGet(() -> exchange.remote().getAddress().getHostAddress());
        return base(exchange).map(name -> name + " (" + from + ")").orElse(from);
    }

    /// The name in a base URL of one's own, `/s/NAME/v1`, which may be empty.
    static Optional<String> base(Exchange exchange) {
        return exchange.segments().getFirst().equals("s")
                ? Optional.of(exchange.parameter("session"))
                : Optional.empty();
    }
}
