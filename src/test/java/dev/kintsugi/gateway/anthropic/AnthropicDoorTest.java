package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.gateway.Served;
import dev.kintsugi.gateway.guard.GuardSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is refused before anything is asked of the lab is refused in Anthropic's words where Anthropic's callers ask.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AnthropicDoorTest {
    private static final String TOKEN = "a-token-of-good-length";
    private static final String ASKED = MessagesRig.asks("");

    private static void refused(Served.Answer answer, int status, String type) throws Exception {
        MessagesRig.isAnError(answer.whole(), status, type);
    }

    private static Served.Answer plain(Served served, String path) {
        return served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + path))
                .header("content-type", "multipart/form-data").header("anthropic-version", MessagesRig.VERSION)
                .POST(HttpRequest.BodyPublishers.ofString("x")).build());
    }

    @Test
    void whatIsTooLargeOrNoJsonIsRefused() throws Exception {
        try (var served = new Served()) {
            refused(served.send("POST", "/v1/messages", " ".repeat(5 << 20), MessagesRig.headers()), 413,
                    "request_too_large");
            refused(plain(served, "/v1/messages"), 415, "invalid_request_error");
            refused(plain(served, "/v1/files"), 404, "not_found_error");
            refused(served.send("PUT", "/v1/messages", "{}", MessagesRig.headers()), 405, "invalid_request_error");
            assertThat(served.send("PUT", "/v1/chat/completions", "{}").body().has("type")).as("of others").isFalse();
        }
    }

    @Test
    void boundWiderTheTokenIsShownAsAKey() throws Exception {
        try (var served = new Served(new GuardSettings("0.0.0.0", TOKEN, Set.of(), 60, 2_000))) {
            var unknown = served.send("POST", "/v1/messages", ASKED, MessagesRig.headers("x-api-key", "wrong"));
            refused(unknown, 401, "authentication_error");
            assertThat(unknown.whole().headers().firstValue("www-authenticate")).isPresent();
            assertThat(served.send("POST", "/v1/messages", ASKED, MessagesRig.headers("x-api-key", TOKEN)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSessionThatAsksTooOftenIsToldToWait() throws Exception {
        try (var served = new Served(new GuardSettings("127.0.0.1", "", Set.of(), 1, 2_000))) {
            var headers = MessagesRig.headers("X-Lab-Session", "often");
            assertThat(served.send("POST", "/v1/messages", ASKED, headers).status()).isEqualTo(200);
            var limited = served.send("POST", "/v1/messages", ASKED.replace("Where", "And where"), headers);
            refused(limited, 429, "rate_limit_error");
            assertThat(limited.whole().headers().firstValue("retry-after")).contains("60");
            assertThat(limited.whole().headers().firstValue("anthropic-ratelimit-requests-remaining")).contains("0");
        }
    }
}
