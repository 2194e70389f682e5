package dev.kintsugi.gateway.toxiproxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What is refused, in Toxiproxy's words. Immutable; has no stack trace.
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String BAD_BODY = "bad request body: ";

    private final int status;

    ApiError(int status, String words) {
        super(words, null, false, false);
        this.status = status;
    }

    static ApiError badBody(String why) { return new ApiError(400, BAD_BODY + why); }

    static ApiError missing(String field) { return new ApiError(400, "missing required field: " + field); }

    static ApiError noProxy() { return new ApiError(404, "proxy not found"); }

    static ApiError noToxic() { return new ApiError(404, "toxic not found"); }

    /// Why, to one who sent no request but a file.
    String why() { return String.valueOf(getMessage()).replaceFirst("^" + BAD_BODY, ""); }

    int status() { return status; }

    ObjectNode json() { return JsonNodeFactory.instance.objectNode().put("error", getMessage()).put("status", status); }
}
