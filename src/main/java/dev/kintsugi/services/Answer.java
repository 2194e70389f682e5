package dev.kintsugi.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What a service answers. Its body is not to be changed; a bare text is sent as plain text, all else as JSON.
record Answer(int status, JsonNode body) {
    private static final int OK = 200;

    static Answer ok(JsonNode body) { return new Answer(OK, body); }

    static Answer created(JsonNode body) { return new Answer(201, body); }

    static Answer plain(int status, String text) { return new Answer(status, TextNode.valueOf(text)); }

    boolean plain() { return body.isTextual(); }

    /// What goes over the wire.
    String written() { return plain() ? body.asText() : body.toString(); }
}
