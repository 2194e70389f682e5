package dev.kintsugi.domain.event;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Where the salt of a text comes from: 32 hexadecimal digits for the n-th text of an entry. Safe for many threads.
@FunctionalInterface
public interface Salts {
    String salt(long sequence, int index);

    /// Unguessable: for conversations.
    static Salts random() {
        var random = new SecureRandom();
        return (sequence, index) -> {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    /// The same on every machine: for virtual time.
    static Salts derived(Draws draws, long drawKey) {
        return (sequence, index) -> {
            var high = draws.bits(new DrawKey(drawKey, (int) sequence, index, "salt.high"));
            var low = draws.bits(new DrawKey(drawKey, (int) sequence, index, "salt.low"));
            return HexFormat.of().formatHex(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
        };
    }
}
