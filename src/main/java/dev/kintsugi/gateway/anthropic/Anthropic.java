package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.openai.RefusedCall;
import dev.kintsugi.gateway.openai.Vendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Anthropic, and whoever speaks as it does.
///
/// @param clock tells when a limit is over, by the clock on the wall
record Anthropic(LabClock clock) implements Vendor {
    static final Anthropic VENDOR = new Anthropic(new ConversationClock());
    /// What others call unavailable.
    private static final int OVERLOADED = 529;
    /// By these words clients know that they have to send less.
    private static final String TOO_LONG = "prompt is too long: ";
    /// By this clients tell a used-up quota from a limit that passes: status and type are the same.
    private static final String SPENT = "enforced_spend_limit_reached";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public String requestHeader() { return "request-id"; }

    @Override
    public Map<String, String> headers(String request, long tookMs, Map<String, String> given) {
        var all = Limits.generous(clock.wall());
        all.put("anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
        all.put(requestHeader(), request);
        all.putAll(given);
        return all;
    }

    @Override
    public WireError.Told error(int status, WireError wire, Api api, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/json");
        var wait = wire.retryAfter();
        if (wait != null && !wait.isZero()) {
            all.putAll(Limits.met(wire.type().equals("tokens") ? "tokens" : "requests", wait, clock.wall()));
        }
        if (wire.quota()) {
            all.put("x-should-retry", "false");
        }
        var shown = status == 503 ? OVERLOADED : status;
        var message = wire.tooManyTokens() ? TOO_LONG + wire.message() : wire.message();
        return new WireError.Told(shown, all, body(shown, message, wire.quota() ? SPENT : null,
                headers.getOrDefault(requestHeader(), "")));
    }

    @Override
    public WireError.Told refusal(RefusedCall refused, String request) {
        var headers = new LinkedHashMap<>(Map.of("content-type", "application/json"));
        if (refused.status() == 429) {
            headers.putAll(Limits.met("requests", MINUTE, clock.wall()));
        }
        return new WireError.Told(refused.status(), headers, body(refused.status(),
                String.valueOf(refused.getMessage()), refused.status() == 404 ? refused.code() : null, request));
    }

    static byte[] body(int status, String message, String request) { return body(status, message, null, request); }

    /// @param code by which its clients tell an error from others of its type
    private static byte[] body(int status, String message, @Nullable String code, String request) {
        var all = JsonNodeFactory.instance.objectNode().put("type", "error");
        var error = all.putObject("error").put("type", type(status)).put("message", message);
        if (code != null) {
            error.putObject("details").put("error_code", code);
        }
        return all.put("request_id", request).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// What it calls an error of this status.
    static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case OVERLOADED -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    @Override
    public RefusedCall unknown(Exchange exchange) {
        return new RefusedCall(404, "not_found_error", null, null, "There is no " + exchange.method() + " "
                + exchange.path() + " here. The lab's own agent answers POST /v1/messages, POST"
                + " /v1/messages/count_tokens and GET /v1/models below the lab's address, which is the base URL of"
                + " Anthropic's clients, and nothing else: start the lab with a provider (--base-url), to whom other"
                + " requests are handed on.");
    }
}
