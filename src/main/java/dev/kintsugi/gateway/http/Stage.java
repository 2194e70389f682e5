package dev.kintsugi.gateway.http;

import java.util.Optional;

/// A handler that only finds out who answers, which it does without waiting.
public interface Stage extends Handler {
    @Override
    Optional<Handler> begin(Exchange exchange);

    @Override
    default void handle(Exchange exchange) throws Exception {
        var rest = begin(exchange);
        if (rest.isPresent()) {
            rest.get().handle(exchange);
        }
    }
}
