package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error in OpenAI's shape. Carries no stack trace. Immutable.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;

    Refused(int status, String type, @Nullable String param, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    /// A request that makes no sense.
    static Refused bad(@Nullable String param, @Nullable String code, String message) {
        return new Refused(400, "invalid_request_error", param, code, message);
    }

    int status() { return status; }

    Map<String, String> headers() {
        return status == 429
                ? Map.of("content-type", "application/json", "retry-after", "60", "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "1m0s")
                : Map.of("content-type", "application/json");
    }

    /// All four keys, null where there is nothing to say.
    byte[] body() {
        var error = JsonNodeFactory.instance.objectNode();
        error.putObject("error").put("message", getMessage()).put("type", type).put("param", param).put("code", code);
        return error.toString().getBytes(StandardCharsets.UTF_8);
    }
}
