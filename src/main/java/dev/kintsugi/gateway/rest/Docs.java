package dev.kintsugi.gateway.rest;

import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The description of the interface at `/openapi.json`, and a page at `/docs` on which it can be tried; both come from
/// this program and need no other host. Stateless.
final class Docs {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.30.3/";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> OWN = Map.of("docs.css", CSS, "docs.js", SCRIPT);
    private static final Map<String, String> FILES = Map.of("swagger-ui.css", CSS, "swagger-ui-bundle.js", SCRIPT,
            "favicon-32x32.png", "image/png");
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private Docs() {}

    static void openApi(Exchange exchange) {
        Answers.bytes(exchange, 200, "application/json", Map.of(), read("/gateway/openapi.json"));
    }

    /// Whoever opens the lab's bare address in a browser finds the page.
    static void home(Exchange exchange) {
        exchange.reply(302, Answers.headers(exchange, "text/plain; charset=utf-8", Map.of("location", "/docs")),
                "See /docs\n".getBytes(StandardCharsets.UTF_8));
    }

    static void page(Exchange exchange) { html(exchange, "/gateway/docs.html"); }

    private static void html(Exchange exchange, String resource) {
        Answers.bytes(exchange, 200, "text/html; charset=utf-8", Map.of("content-security-policy", POLICY),
                read(resource));
    }

    static void file(Exchange exchange) {
        var name = exchange.parameter("file");
        var own = OWN.get(name);
        if (own != null) {
            Answers.bytes(exchange, 200, own, Map.of(), read("/gateway/" + name));
            return;
        }
        var type = FILES.get(name);
        if (type == null) {
            throw new Refused(404, "not_found", "", "There is no such page", "Go to /docs");
        }
        Answers.bytes(exchange, 200, type, Map.of("cache-control", "max-age=86400"), read(WEBJAR + name));
    }

    private static byte[] read(String resource) {
        try (var in = Docs.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing: install Kintsugi again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
