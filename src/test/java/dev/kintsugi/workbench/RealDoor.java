package dev.kintsugi.workbench;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.Door;
import dev.kintsugi.gateway.Gateway;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The real gateway over a lab, on real sockets, with the scripted agent behind it.
public final class RealDoor implements Door {
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final Lab lab;
    private final String host;
    private final int port;
    private final Verdicts judge;
    private @Nullable Gateway gateway;

    public RealDoor(Lab lab, String host, int port, Verdicts judge) {
        this.lab = lab;
        this.host = host;
        this.port = port;
        this.judge = judge;
    }

    private String token() { return GuardSettings.loopback(host) ? "" : TOKEN; }

    @Override
    public synchronized Opened open() {
        gateway = Gateway.open(lab, new ScriptedChat(Agents.scripted(TestPacks.named("insurance"), 42, 8192)),
                new GuardSettings(host, token(), Set.of(), 60, GuardSettings.LOOPBACK.perSecond()),
                RelaySettings.DEFAULTS, judge, port, "test");
        return opened().orElseThrow();
    }

    @Override
    public synchronized Optional<Opened> opened() {
        return Optional.ofNullable(gateway).map(g -> new Opened(g.address(), g.port(), token()));
    }

    @Override
    public synchronized void close() {
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }
}
