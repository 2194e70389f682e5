package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a service answers. Its body is not to be changed.
record Answer(int status, ObjectNode body) {
    static Answer ok(ObjectNode body) { return new Answer(200, body); }

    static Answer created(ObjectNode body) { return new Answer(201, body); }
}
