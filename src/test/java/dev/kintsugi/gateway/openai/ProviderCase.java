package dev.kintsugi.gateway.openai;

import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// What tests of the gateway in front of a provider share: both, anew for each test.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class ProviderCase {
    protected OtherProvider provider;
    protected Gate gate;

    @BeforeEach
    final void open() throws IOException {
        provider = new OtherProvider();
        gate = new Gate(RelaySettings.DEFAULTS, provider.way());
    }

    @AfterEach
    final void close() {
        gate.close();
        provider.close();
    }
}
