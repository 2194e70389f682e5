package dev.kintsugi.agent.tools;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Six digits for people to refer to a deed by, derived from its idempotency key, so that the same act has the same
/// number on any machine. Stateless.
final class Reference {
    private Reference() {}

    static String of(String idempotencyKey) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(idempotencyKey.getBytes(StandardCharsets.UTF_8));
            var bits = (hash[0] & 0x7F) << 24 | (hash[1] & 0xFF) << 16 | (hash[2] & 0xFF) << 8 | hash[3] & 0xFF;
            return String.valueOf(100_000 + bits % 900_000);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
