package dev.kintsugi.gateway.rest;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.lab.Lab;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Names of sessions as callers send them. Stateless.
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 4;

    private Ids() {}

    static SessionId session(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw Refused.field("session_id", String.valueOf(e.getMessage()));
        }
    }

    /// One under which something was written.
    static SessionId known(Lab lab, String text) {
        var id = session(text);
        if (!lab.knows(id)) {
            throw new Refused(404, "unknown_session", "session_id", "There is no session '" + id + "'",
                    "GET /api/v1/sessions lists them");
        }
        return id;
    }

    /// Eight hexadecimal digits, for a throw-away session that nobody draws from.
    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
