package dev.kintsugi.gateway.rest;

import dev.kintsugi.gateway.Served;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/// What tests of REST share: a lab that is served, on real sockets.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class RestCase {
    static Served served;

    @BeforeAll
    static void open() { served = new Served(); }

    @AfterAll
    static void close() { served.close(); }

    static Served.Answer chat(String session, String more) {
        return served.post("/api/v1/chat",
                "{\"session_id\":\"" + session + "\",\"message\":\"Where is my claim INS-2024-9876?\"" + more + "}");
    }
}
