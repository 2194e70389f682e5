package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.recovery.detect.ClaimsDetector;
import java.util.Locale;

/// What a graceful message is about: the six kinds of the field, and access, which only a person can renew.
enum MessageKind {
    TOOL_FAILURE, CONNECTION_ISSUE, TIMEOUT, SERVICE_UNAVAILABLE, DATA_NOT_FOUND, GENERIC, ACCESS;

    String wire() { return name().toLowerCase(Locale.ROOT); }

    static MessageKind of(AgentError error) {
        var wire = error.wire();
        if (error instanceof AgentError.SecurityValidation || wire.fault() == WireFault.MISSING_KEY) {
            return ACCESS;
        }
        if (!error.context().target().equals("model")) {
            return wire.status() == 404 ? DATA_NOT_FOUND : TOOL_FAILURE;
        }
        if (wire.timeout()) {
            return TIMEOUT;
        }
        return switch (wire.fault()) {
            case CONNECT, RESET, TRUNCATED, STREAM_ERROR -> CONNECTION_ISSUE;
            case HTTP -> wire.status() == 429 || wire.status() >= 500 ? SERVICE_UNAVAILABLE : GENERIC;
            case CONNECT_TIMEOUT, READ_TIMEOUT, STALLED, MALFORMED, EMPTY, MISSING_KEY, STATE_TOO_LARGE -> GENERIC;
        };
    }

    /// What could not be backed by evidence is told as not found; other doubts are told in general.
    static MessageKind of(Outcome.Doubted doubted) {
        return doubted.flaggedBy(ClaimsDetector.NAME) || doubted.flaggedBy(Judging.NAME) ? DATA_NOT_FOUND : GENERIC;
    }
}
