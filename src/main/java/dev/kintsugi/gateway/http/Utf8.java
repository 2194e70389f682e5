package dev.kintsugi.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Whether bytes are what JSON is sent as. A parser of JSON guesses other encodings, and lets characters pass that are
/// written longer than they need be, behind which something can hide from whoever looked at the bytes before. Stateless.
public final class Utf8 {
    private Utf8() {}

    /// Whether they are UTF-8, strictly, and hold no zero: other encodings of JSON do.
    public static boolean isSound(byte[] bytes) {
        var plain = true;
        for (var each : bytes) {
            if (each == 0) {
                return false;
            }
            plain &= each > 0;
        }
        try {
            if (!plain) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            }
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
