package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.cli.Version;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.Gateway;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.Sources;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the gateway over a lab. A token is needed, made and kept in a file of the owner's only when others than this
/// machine can reach it. Safe for use by many threads.
final class GatewayDoor implements Door {
    private static final int TOKEN_BYTES = 24;

    private final Lab lab;
    private final AgentMaker agents;
    private final ServeWish wish;
    private final Path tokenFile;
    private @Nullable Gateway gateway;
    private String token = "";

    /// @param tokenFile where the token is kept
    GatewayDoor(Lab lab, AgentMaker agents, ServeWish wish, Path tokenFile) {
        this.lab = lab;
        this.agents = agents;
        this.wish = wish;
        this.tokenFile = tokenFile;
    }

    @Override
    public synchronized Opened open() {
        if (gateway == null) {
            if (wish.port() < 0 || wish.port() > 65_535) {
                throw new Problem("The port cannot be " + wish.port(), "it is 0 to 65535", "Leave it out for 8000");
            }
            token = GuardSettings.loopback(wish.host()) ? "" : token();
            var guard = new GuardSettings(wish.host(), token, wish.hosts(), wish.sessionMinute(),
                    GuardSettings.LOOPBACK.perSecond());
            gateway = Gateway.open(lab, Sources.of(lab.settings(), agents), guard, wish.calls(), wish.port(),
                    Version.text());
        }
        return opened().orElseThrow();
    }

    private String token() {
        var file = new KeyFile(tokenFile);
        var kept = file.read();
        if (kept.isPresent()) {
            return kept.get().reveal();
        }
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        var made = Secret.of(HexFormat.of().formatHex(bytes));
        file.write(made);
        return made.reveal();
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
