package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which requests a fault is for.
class HttpMatchTest extends HttpToxicRig {
    @Test
    void theFirstRequestsFailAndThenItIsWell() throws Exception {
        http(Direction.UPSTREAM, 1, 2, 0, path("/v1/*"), status(503));
        assertThat(get("/health")).startsWith("200");
        assertThat(List.of(get("/v1/a"), get("/v1/a"), get("/v1/a"))).containsExactly("503 ", "503 ",
                "200 served /v1/a");
        proxy.heal();
        http(Direction.DOWNSTREAM, 1, 0, 3, HttpMatch.ANY, status(503));
        assertThat(List.of(get("/a"), get("/a"), get("/a"), get("/a"))).extracting(s -> s.substring(0, 3))
                .containsExactly("200", "200", "503", "200");
    }

    @Test
    void toxicityIsAShareOfRequestsAndTheSameOnesWithTheSameSeed() throws Exception {
        http(Direction.UPSTREAM, 0.5, 0, 0, HttpMatch.ANY, status(503));
        var once = hits();
        assertThat(once).contains("x").contains(".");
        proxy.heal();
        http(Direction.UPSTREAM, 0.5, 0, 0, HttpMatch.ANY, status(503));
        assertThat(hits()).isEqualTo(once);
    }

    private String hits() throws Exception {
        var all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(get("/").startsWith("503") ? 'x' : '.');
        }
        return all.toString();
    }

    @Test
    void headersTellRequestsApart() throws Exception {
        http(Direction.UPSTREAM, new HttpMatch("", "", "X-Tenant: blue"), status(403));
        assertThat(ask("GET", "/", "", "x-tenant", "blue").statusCode()).isEqualTo(403);
        assertThat(ask("GET", "/", "", "x-tenant", "green").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void starsStandForAnything() {
        var head = new HttpHead("GET http://host:1/v1/chat/completions?q HTTP/1.1", List.of());
        for (var yes : List.of("*", "/v1/*", "*/completions", "/v1/*/completions", "/v1/chat/completions", "/*chat*",
                "/v1/chat/completions*", "")) {
            assertThat(path(yes).means(head)).as(yes).isTrue();
        }
        for (var no : List.of("/v1", "/v1/chat/completions/*", "*chat", "/v1/chat*chat/completions", "/*x*")) {
            assertThat(path(no).means(head)).as(no).isFalse();
        }
    }
}
