package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.forward.Passed;
import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Patience;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.gateway.http.ClientGone;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.RawWire;
import dev.kintsugi.gateway.http.Routes;
import java.util.List;
import java.util.Set;

/// Hands requests that no model answers on to the provider as they came, and its answers back as they are: nothing is failed
/// and nothing written down. Without a provider there is nobody to answer them. Safe for many threads.
public final class Passing {
    /// What other endpoints take.
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE");
    private static final List<String> PATHS = List.of("/{endpoint}", "/{endpoint}/{a}", "/{endpoint}/{a}/{b}",
            "/{endpoint}/{a}/{b}/{c}");

    private final ChatSource source;
    private final Vendor vendor;
    private final Set<String> own;

    /// @param vendor whose endpoints are asked for
    /// @param own    those that are answered here, by the first part of their path
    public Passing(ChatSource source, Vendor vendor, Set<String> own) {
        this.source = source;
        this.vendor = vendor;
        this.own = own;
    }

    /// Adds routes for whatever else there is.
    public void addTo(Routes routes, String base) {
        PATHS.forEach(path -> METHODS.forEach(method -> routes.add(method, base + path, this::pass)));
    }

    private void pass(Exchange exchange) {
        if (!on(exchange)) {
            vendor.refuse(exchange, vendor.unknown(exchange));
        }
    }

    /// Whether it is asked for something that nobody here has.
    public boolean isNowhere(Exchange exchange) {
        var path = exchange.segments();
        var base = path.getFirst().equals("s") ? 2 : 0;
        return !(source instanceof UpstreamChat) && path.size() > base + 1 && path.get(base).equals("v1")
                && !own.contains(path.get(base + 1));
    }

    /// Hands the request on; false when there is no provider. A HEAD is asked as GET, so that its answer tells the length
    /// of what a GET would get from here.
    public boolean on(Exchange exchange) {
        if (!(source instanceof UpstreamChat upstream)) {
            return false;
        }
        if (exchange.segments().stream().anyMatch(s -> s.equals("..") || s.equals("."))) {
            vendor.refuse(exchange, RefusedCall.bad(null, null, "A path does not climb: " + exchange.path()));
            return true;
        }
        var method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        try (var passed = upstream.pass(method, below(exchange), RequestReader.handedOn(exchange),
                exchange.body(), Patience.until(exchange.deserted()))) {
            if (passed.streams()) {
                stream(exchange, passed);
            } else {
                exchange.reply(passed.status(), passed.headers(), passed.readAll());
            }
        } catch (AgentError e) {
            vendor.refuse(exchange, new RefusedCall(502, "server_error", null, null, e.wire().message()));
        } catch (Cancelled e) {
            throw exchange.isDeserted() ? new ClientGone() : e;
        }
        return true;
    }

    /// Each piece leaves when it comes. Where the provider breaks off, inside the body, we do.
    private static void stream(Exchange exchange, Passed passed) {
        var body = exchange.stream(passed.status(), passed.headers());
        try {
            for (var piece = passed.read(); piece != null; piece = passed.read()) {
                body.write(piece);
                body.flush();
            }
            body.close();
        } catch (AgentError e) {
            breakOff(body.raw(), e.wire().fault());
        }
    }

    /// As the provider did.
    static void breakOff(RawWire wire, WireFault how) {
        if (how == WireFault.RESET) {
            wire.reset();
        } else {
            wire.close();
        }
    }

    /// The target below the base, query and all.
    private static String below(Exchange exchange) {
        var target = exchange.target();
        var slash = 0;
        for (var i = Callers.base(exchange).isEmpty() ? 1 : 3; i > 0; i--) {
            slash = target.indexOf('/', slash + 1);
        }
        return target.substring(slash);
    }
}
