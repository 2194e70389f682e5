package dev.kintsugi.gateway.openai;

import org.jspecify.annotations.Nullable;

/// A call that is not done, and what is wrong with it in the words of OpenAI's errors; a [Vendor] puts it into shape.
/// Carries no stack trace. Immutable.
public final class RefusedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;

    public RefusedCall(int status, String type, @Nullable String param, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    /// A request that makes no sense.
    public static RefusedCall bad(@Nullable String param, @Nullable String code, String message) {
        return new RefusedCall(400, "invalid_request_error", param, code, message);
    }

    public int status() { return status; }

    String type() { return type; }

    @Nullable
    String param() { return param; }

    public @Nullable String code() { return code; }
}
