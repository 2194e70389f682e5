package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.fault.wire.MidError;

/// An error in the midst of a streamed response. What OpenAI sends (`data`) is not what its reference says (`event`): a
/// client that was written after the one may be blind to the other. Immutable.
///
/// @param response that was to come
record ResponseError(ObjectNode response) implements MidError {
    private static final String SERVER = "server_error";

    @Override
    public byte[] event(String style, int sent) {
        return switch (style) {
            case "failed" -> {
                var failed = ResponseEvents.begun(response).put("status", "failed");
                failed.putObject("error").put("code", SERVER).put("message", SORRY);
                yield ResponseEvents.event("response.failed", sent, e -> e.set("response", failed));
            }
            case "event" -> ResponseEvents.event("error", sent, e -> e.put("code", SERVER).put("message", SORRY)
                    .putNull("param"));
            default -> ResponseEvents.event("error", sent, e -> e.putObject("error").put("type", SERVER)
                    .put("code", SERVER).put("message", SORRY).putNull("param"));
        };
    }
}
