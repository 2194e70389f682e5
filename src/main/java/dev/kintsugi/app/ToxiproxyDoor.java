package dev.kintsugi.app;

import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.toxiproxy.Toxiproxy;
import dev.kintsugi.network.Proxies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens Toxiproxy's interface over proxies. Safe for use by many threads.
final class ToxiproxyDoor implements Door {
    private static final int LAST_PORT = 65_535;

    private final Proxies proxies;
    private final ServeWish wish;
    private final int port;
    private final DoorToken kept;
    private @Nullable Toxiproxy toxiproxy;
    private String token = "";

    ToxiproxyDoor(Proxies proxies, ServeWish wish, int port, DoorToken kept) {
        this.proxies = proxies;
        this.wish = wish;
        this.port = port;
        this.kept = kept;
    }

    @Override
    public synchronized Opened open() {
        if (toxiproxy == null) {
            if (port < 0 || port > LAST_PORT) {
                throw new Problem("Toxiproxy's port cannot be " + port, "it is 0 to " + LAST_PORT,
                        "Leave it out for " + Toxiproxy.PORT);
            }
            var guard = kept.guard(wish);
            token = guard.token();
            toxiproxy = Toxiproxy.open(proxies, guard, port);
        }
        return opened().orElseThrow();
    }

    @Override
    public synchronized Optional<Opened> opened() {
        return Optional.ofNullable(toxiproxy).map(t -> new Opened(t.address(), t.port(), token));
    }

    @Override
    public synchronized void close() {
        if (toxiproxy != null) {
            toxiproxy.close();
            toxiproxy = null;
        }
    }
}
