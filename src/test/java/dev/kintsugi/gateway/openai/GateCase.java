package dev.kintsugi.gateway.openai;

import dev.kintsugi.lab.relay.RelaySettings;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// What tests of the gateway share: one in front of the scripted agent, anew for each test.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class GateCase {
    protected Gate gate;

    @BeforeEach
    final void open() { gate = new Gate(RelaySettings.DEFAULTS); }

    @AfterEach
    final void close() { gate.close(); }
}
