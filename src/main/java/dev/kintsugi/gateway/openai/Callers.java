package dev.kintsugi.gateway.openai;

import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.relay.Call;

/// Tells callers apart without keeping their keys. Stateless.
final class Callers {
    private Callers() {}

    /// A name made from its key, which Anthropic's clients show in a header of their own, or its address when it has none.
    static String of(Exchange exchange) {
        return exchange.header("authorization").or(() -> exchange.header("x-api-key"))
                .map(key -> "key-" + Call.hash(key))
                .orElseGet(() -> exchange.remote().getAddress().getHostAddress());
    }
}
