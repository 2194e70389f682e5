package dev.kintsugi.agent.tools;

import dev.kintsugi.domain.event.Chain;

/// Six digits for people to refer to a deed by, derived from its idempotency key, so that the same act has the same
/// number on any machine. Stateless.
final class Reference {
    private Reference() {}

    static String of(String idempotencyKey) {
        var bits = Long.parseLong(Chain.sha256(idempotencyKey).substring(0, 8), 16) & Integer.MAX_VALUE;
        return String.valueOf(100_000 + bits % 900_000);
    }
}
