package dev.kintsugi.agent.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/// What an error object says, whichever of the usual forms it has: `{"error":{…}}` as OpenAI, `{"error":"…"}`,
/// `{"message":…}` or `{"detail":…}` as others. Empty strings where it says nothing. Immutable.
record ErrorBody(String message, String type, String code, int contextLimit) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ErrorBody parse(String body) {
        try {
            return of(JSON.readTree(body));
        } catch (JsonProcessingException _) {
            // A web page or half an object: it tells nothing that the status does not.
            return of(MissingNode.getInstance());
        }
    }

    static ErrorBody of(JsonNode body) {
        var error = body.has("error") ? body.get("error") : body;
        var message = error.isTextual() ? error.asText() : first(error, "message", "detail", "msg");
        return new ErrorBody(message, text(error, "type"), text(error, "code"),
                Math.max(error.path("n_ctx").asInt(0), ContextLimit.quotedIn(message)));
    }

    /// Some providers give the window's overflow another code, or none.
    String normalCode() { return contextLimit > 0 ? "context_length_exceeded" : code; }

    private static String first(JsonNode error, String... names) {
        for (var name : names) {
            if (!text(error, name).isEmpty()) {
                return text(error, name);
            }
        }
        return "";
    }

    private static String text(JsonNode error, String name) {
        var value = error.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
