package dev.kintsugi.gateway.toxiproxy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.guard.Guard;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.gateway.http.Handler;
import dev.kintsugi.gateway.http.HttpServer;
import dev.kintsugi.gateway.http.Refusals;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.http.ServerSettings;
import dev.kintsugi.network.Proxies;
import java.util.ArrayList;
import java.util.Map;

/// Toxiproxy's interface over proxies, on a port of its own: whatever speaks to Toxiproxy 2 works unchanged. Safe for use
/// by many threads.
public final class Toxiproxy implements AutoCloseable {
    /// The port on which Toxiproxy is looked for.
    public static final int PORT = 8474;
    /// The version of Toxiproxy whose interface this is.
    static final String SPOKEN = "2.12.0";

    private static final int LARGEST_BODY = 1 << 20;
    private static final Refusals REFUSALS = (status, why, exchange) -> new Refusals.Refusal(
            Map.of("content-type", "application/json"), new ApiError(status, why).json() + "\n");
    private static final Guard.Manners MANNERS = new Guard.Manners(false, (exchange, refused, headers) -> Api
            .refuse(exchange, new ApiError(refused.status(), String.valueOf(refused.getMessage())), headers));

    private final GuardSettings guard;
    private final HttpServer server;

    private Toxiproxy(GuardSettings guard, HttpServer server) {
        this.guard = guard;
        this.server = server;
    }

    /// Starts to listen. The proxies stay what they are when it closes.
    ///
    /// @param port    0 for any free one
    /// @throws Problem when it cannot
    public static Toxiproxy open(Proxies proxies, GuardSettings guard, int port) {
        var routes = new Routes(REFUSALS);
        new Api(proxies).addTo(routes);
        routes.add("GET", "/metrics", new ProxyMetrics(proxies)::show);
        var settings = ServerSettings.DEFAULTS.withRefusals(REFUSALS).withMaxBody(LARGEST_BODY);
        return new Toxiproxy(guard,
                HttpServer.start(guard.host(), port, settings, new Guard(guard, MANNERS, noBrowsers(routes))));
    }

    /// As Toxiproxy does: no page has any business here.
    private static Handler noBrowsers(Handler inside) {
        return exchange -> {
            if (exchange.header("user-agent").orElse("").startsWith("Mozilla/")) {
                Api.refuse(exchange, new ApiError(403, "User agent not allowed"), Map.of());
            } else {
                inside.handle(exchange);
            }
        };
    }

    /// Makes the proxies of a file in Toxiproxy's form, a JSON list. Throws a [Problem] when it cannot be used; then none
    /// of its proxies is there.
    ///
    /// @param file  its name, for what is said of it
    /// @param bytes its content
    public static void populate(Proxies proxies, String file, byte[] bytes) {
        var made = new ArrayList<String>();
        var at = "";
        try {
            for (var each : ProxyText.list(Input.file(bytes)).toList()) {
                at = " at proxy " + (made.size() + 1) + ", " + each.name();
                made.add(Populating.put(proxies, each).name());
            }
        } catch (ApiError e) {
            made.forEach(proxies::remove);
            throw new Problem("The proxies of " + file + " cannot be used", e.why() + at,
                    "Correct it: a JSON list of objects with name, listen and upstream, and enabled and toxics if need be",
                    e);
        }
    }

    public int port() { return server.port(); }

    /// Where a program on this machine finds it, e.g. `http://127.0.0.1:8474`.
    public String address() { return guard.address(port()); }

    @Override
    public void close() { server.close(); }
}
