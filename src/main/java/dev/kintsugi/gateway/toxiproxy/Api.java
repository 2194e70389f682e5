package dev.kintsugi.gateway.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Handler;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.ToxicRule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The endpoints of Toxiproxy's interface. Safe for many threads.
final class Api {
    private static final String PROXY = "/proxies/{proxy}";
    private static final String TOXICS = PROXY + "/toxics";
    private static final String TOXIC = TOXICS + "/{toxic}";
    private static final String REQUEST_ID = "x-toxiproxy-request-id";

    private final Proxies proxies;

    Api(Proxies proxies) { this.proxies = proxies; }

    void addTo(Routes routes) {
        add(routes, "GET", "/proxies", this::list);
        add(routes, "POST", "/proxies", this::create);
        add(routes, "POST", "/populate", this::populate);
        add(routes, "POST", "/reset", this::reset);
        add(routes, "GET", "/version", this::version);
        add(routes, "GET", PROXY, exchange -> json(exchange, 200, ProxyText.json(proxy(exchange))));
        add(routes, "POST", PROXY, this::update);
        add(routes, "PATCH", PROXY, this::update);
        add(routes, "DELETE", PROXY, this::delete);
        add(routes, "GET", TOXICS, exchange -> json(exchange, 200, ProxyText.toxics(proxy(exchange))));
        add(routes, "POST", TOXICS, this::addToxic);
        add(routes, "GET", TOXIC, exchange -> json(exchange, 200, ToxicText.json(toxic(exchange))));
        add(routes, "POST", TOXIC, this::updateToxic);
        add(routes, "PATCH", TOXIC, this::updateToxic);
        add(routes, "DELETE", TOXIC, this::removeToxic);
    }

    private static void add(Routes routes, String method, String pattern, Handler handler) {
        routes.add(method, pattern, exchange -> {
            try {
                handler.handle(exchange);
            } catch (ApiError e) {
                refuse(exchange, e, Map.of());
            }
        });
    }

    static void refuse(Exchange exchange, ApiError error, Map<String, String> more) {
        var headers = new LinkedHashMap<>(headers(exchange));
        headers.putAll(more);
        exchange.reply(error.status(), headers, (error.json() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void json(Exchange exchange, int status, JsonNode body) {
        exchange.reply(status, headers(exchange), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void nothing(Exchange exchange) {
        exchange.reply(204, Map.of(REQUEST_ID, exchange.id()), new byte[0]);
    }

    private static Map<String, String> headers(Exchange exchange) {
        return Map.of(REQUEST_ID, exchange.id(), "content-type", "application/json", "cache-control", "no-store",
                "x-content-type-options", "nosniff");
    }

    private Proxy proxy(Exchange exchange) {
        return proxies.find(exchange.parameter("proxy")).orElseThrow(ApiError::noProxy);
    }

    private ToxicRule toxic(Exchange exchange) {
        return proxy(exchange).toxic(exchange.parameter("toxic")).orElseThrow(ApiError::noToxic);
    }

    private void list(Exchange exchange) {
        var all = JsonNodeFactory.instance.objectNode();
        proxies.list().forEach(proxy -> all.set(proxy.name(), ProxyText.json(proxy)));
        json(exchange, 200, all);
    }

    private void create(Exchange exchange) {
        var asked = ProxyText.read(Input.of(Input.tree(exchange.body())), "");
        json(exchange, 201, ProxyText.json(Populating.add(proxies, asked)));
    }

    private void populate(Exchange exchange) {
        var made = JsonNodeFactory.instance.arrayNode();
        try {
            ProxyText.list(Input.tree(exchange.body()))
                    .forEach(asked -> made.add(ProxyText.json(Populating.put(proxies, asked))));
            var all = JsonNodeFactory.instance.objectNode();
            all.set("proxies", made);
            json(exchange, 201, all);
        } catch (ApiError e) {
            var refused = e.json();
            refused.set("proxies", made);
            json(exchange, e.status(), refused);
        }
    }

    private void update(Exchange exchange) {
        var proxy = proxy(exchange);
        var in = Input.of(Input.tree(exchange.body()));
        var listen = in.text("listen").filter(l -> !l.isEmpty()).map(ProxyText::address).orElseGet(proxy::listen);
        var upstream = in.text("upstream").filter(u -> !u.isEmpty()).map(ProxyText::address)
                .orElseGet(proxy::upstream);
        var enabled = in.flag("enabled").orElseGet(proxy::enabled);
        try {
            proxies.change(proxy, listen, upstream, enabled);
        } catch (Problem e) {
            throw Populating.refused(listen, e);
        }
        json(exchange, 200, ProxyText.json(proxy));
    }

    private void delete(Exchange exchange) {
        if (!proxies.remove(exchange.parameter("proxy"))) {
            throw ApiError.noProxy();
        }
        nothing(exchange);
    }

    private void addToxic(Exchange exchange) {
        var proxy = proxy(exchange);
        var rule = ToxicText.read(Input.of(Input.tree(exchange.body())));
        if (!proxy.add(rule)) {
            throw new ApiError(409, "toxic already exists");
        }
        json(exchange, 200, ToxicText.json(rule));
    }

    private void updateToxic(Exchange exchange) {
        var changed = ToxicText.changed(toxic(exchange), Input.of(Input.tree(exchange.body())));
        if (!proxy(exchange).change(changed)) {
            throw ApiError.noToxic();
        }
        json(exchange, 200, ToxicText.json(changed));
    }

    private void removeToxic(Exchange exchange) {
        if (!proxy(exchange).remove(exchange.parameter("toxic"))) {
            throw ApiError.noToxic();
        }
        nothing(exchange);
    }

    private void reset(Exchange exchange) {
        try {
            proxies.reset();
        } catch (Problem e) {
            throw new ApiError(500, e.what() + ": " + e.why());
        }
        nothing(exchange);
    }

    private void version(Exchange exchange) {
        var headers = new LinkedHashMap<>(headers(exchange));
        headers.put("content-type", "application/json;charset=utf-8");
        exchange.reply(200, headers,
                "{\"version\": \"%s\"}\n".formatted(Toxiproxy.SPOKEN).getBytes(StandardCharsets.UTF_8));
    }
}
