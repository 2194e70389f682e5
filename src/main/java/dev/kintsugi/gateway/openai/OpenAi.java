package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OpenAI, and whoever speaks as it does.
record OpenAi() implements Vendor {
    static final OpenAi VENDOR = new OpenAi();

    @Override
    public String requestHeader() { return "x-request-id"; }

    @Override
    public Map<String, String> headers(String request, long tookMs, Map<String, String> given) {
        return RateHeaders.with(request, tookMs, given);
    }

    @Override
    public WireError.Told error(int status, WireError wire, Api api, Map<String, String> headers) {
        var type = wire.type().isEmpty() ? status >= 500 ? "server_error" : "invalid_request_error" : wire.type();
        var all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/json");
        var wait = wire.retryAfter();
        if (wait != null && !wait.isZero()) {
            all.put("retry-after", Long.toString(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000))));
            all.put("retry-after-ms", Long.toString(wait.toMillis()));
            var of = wire.type().equals("tokens") ? "tokens" : "requests";
            all.put("x-ratelimit-remaining-" + of, "0");
            all.put("x-ratelimit-reset-" + of, RateHeaders.span(wait));
        }
        if (wire.quota()) {
            all.put("x-should-retry", "false");
        }
        return new WireError.Told(status, all, body(type, wire.tooManyTokens() ? api.conversation() : null,
                wire.code().isEmpty() ? null : wire.code(), wire.message()));
    }

    @Override
    public WireError.Told refusal(RefusedCall refused, String request) {
        var headers = refused.status() == 429
                ? Map.of("content-type", "application/json", "retry-after", "60", "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "1m0s")
                : Map.of("content-type", "application/json");
        return new WireError.Told(refused.status(), headers,
                body(refused.type(), refused.param(), refused.code(), String.valueOf(refused.getMessage())));
    }

    /// All four keys, null where there is nothing to say.
    private static byte[] body(String type, @Nullable String param, @Nullable String code, String message) {
        var error = JsonNodeFactory.instance.objectNode();
        error.putObject("error").put("message", message).put("type", type).put("param", param).put("code", code);
        return error.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public RefusedCall unknown(Exchange exchange) {
        return new RefusedCall(404, "invalid_request_error", null, "unknown_url", "Unknown request URL: "
                + exchange.method() + " " + exchange.path() + ". The lab's own agent answers POST /v1/chat/completions"
                + " and POST /v1/responses (with GET and DELETE /v1/responses/{id}, and GET"
                + " /v1/responses/{id}/input_items), POST /v1/messages, POST /v1/embeddings, and GET /v1/models, and nothing else: start the"
                + " lab with a provider (--base-url), to whom other requests are handed on.");
    }
}
