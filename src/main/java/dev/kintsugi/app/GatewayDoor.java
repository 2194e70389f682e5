package dev.kintsugi.app;

import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.cli.Version;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.Gateway;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.Sources;
import dev.kintsugi.lab.relay.Verdicts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the gateway over a lab. Safe for use by many threads.
final class GatewayDoor implements Door {
    private final Lab lab;
    private final AgentMaker agents;
    private final ServeWish wish;
    private final Verdicts judge;
    private final DoorToken kept;
    private @Nullable Gateway gateway;
    private String token = "";

    GatewayDoor(Lab lab, AgentMaker agents, ServeWish wish, Verdicts judge, DoorToken kept) {
        this.lab = lab;
        this.agents = agents;
        this.wish = wish;
        this.judge = judge;
        this.kept = kept;
    }

    @Override
    public synchronized Opened open() {
        if (gateway == null) {
            if (wish.port() < 0 || wish.port() > 65_535) {
                throw new Problem("The port cannot be " + wish.port(), "it is 0 to 65535", "Leave it out for 8000");
            }
            var guard = kept.guard(wish);
            token = guard.token();
            gateway = Gateway.open(lab, Sources.of(lab.settings(), agents), guard, wish.calls(), judge, wish.port(),
                    Version.text());
        }
        return opened().orElseThrow();
    }

    @Override
    public synchronized Optional<Opened> opened() {
        return Optional.ofNullable(gateway).map(g -> new Opened(g.address(), g.port(), token));
    }

    @Override
    public synchronized void close() {
        if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }
}
