package dev.kintsugi.domain.error;

import static dev.kintsugi.domain.error.RecoveryStrategy.CACHED_REPLY;
import static dev.kintsugi.domain.error.RecoveryStrategy.CHECKPOINT_RESTORE;
import static dev.kintsugi.domain.error.RecoveryStrategy.COMPACTION;
import static dev.kintsugi.domain.error.RecoveryStrategy.GRACEFUL_MESSAGE;
import static dev.kintsugi.domain.error.RecoveryStrategy.HUMAN_HANDOFF;
import static dev.kintsugi.domain.error.RecoveryStrategy.MODEL_FALLBACK;
import static dev.kintsugi.domain.error.RecoveryStrategy.RETRY;
import static dev.kintsugi.domain.error.RecoveryStrategy.WAIT_AND_RETRY;

import java.util.EnumSet;

/// The one table from what the wire showed to the kind of error it is. Stateless.
public final class ErrorTable {
    private ErrorTable() {}

    /// The error that this wire error is. A tool's failure that is no matter of credentials, limits or connection is
    /// an agent execution error; a model's is a model inference error.
    public static AgentError error(WireError wire, ErrorContext context) {
        return switch (wire.fault()) {
            case HTTP -> http(wire, context);
            case CONNECT, CONNECT_TIMEOUT, READ_TIMEOUT, RESET -> new AgentError.Communication(wire, context,
                    Severity.MEDIUM, EnumSet.of(RETRY, MODEL_FALLBACK, CACHED_REPLY, GRACEFUL_MESSAGE));
            case MALFORMED, EMPTY, TRUNCATED, STALLED, STREAM_ERROR -> answer(wire, context, Severity.MEDIUM);
            case MISSING_KEY -> new AgentError.Configuration(wire, context, Severity.CRITICAL,
                    EnumSet.of(HUMAN_HANDOFF, GRACEFUL_MESSAGE));
            case STATE_TOO_LARGE -> new AgentError.MemoryOperation(wire, context, Severity.HIGH,
                    EnumSet.of(COMPACTION, CHECKPOINT_RESTORE, GRACEFUL_MESSAGE));
        };
    }

    private static AgentError http(WireError wire, ErrorContext context) {
        return switch (wire.status()) {
            case 401, 403 -> new AgentError.SecurityValidation(wire, context, Severity.HIGH,
                    EnumSet.of(HUMAN_HANDOFF, GRACEFUL_MESSAGE));
            case 429 -> limited(wire, context);
            case 400 -> wire.tooManyTokens()
                    ? new AgentError.ResourceManagement(wire, context, Severity.MEDIUM,
                            EnumSet.of(COMPACTION, MODEL_FALLBACK, GRACEFUL_MESSAGE))
                    : new AgentError.AgentExecution(wire, context, Severity.HIGH, EnumSet.of(GRACEFUL_MESSAGE));
            case 404 -> new AgentError.Configuration(wire, context, Severity.HIGH,
                    EnumSet.of(MODEL_FALLBACK, GRACEFUL_MESSAGE));
            case 408, 504 -> new AgentError.Communication(wire, context, Severity.MEDIUM,
                    EnumSet.of(RETRY, MODEL_FALLBACK, CACHED_REPLY, GRACEFUL_MESSAGE));
            default -> wire.status() >= 500
                    ? answer(wire, context, Severity.HIGH)
                    : new AgentError.AgentExecution(wire, context, Severity.MEDIUM, EnumSet.of(GRACEFUL_MESSAGE));
        };
    }

    private static AgentError limited(WireError wire, ErrorContext context) {
        return wire.quota()
                ? new AgentError.ResourceManagement(wire, context, Severity.CRITICAL,
                        EnumSet.of(MODEL_FALLBACK, CACHED_REPLY, HUMAN_HANDOFF, GRACEFUL_MESSAGE))
                : new AgentError.ResourceManagement(wire, context, Severity.LOW,
                        EnumSet.of(WAIT_AND_RETRY, MODEL_FALLBACK, CACHED_REPLY, GRACEFUL_MESSAGE));
    }

    private static AgentError answer(WireError wire, ErrorContext context, Severity severity) {
        var help = EnumSet.of(RETRY, MODEL_FALLBACK, CACHED_REPLY, GRACEFUL_MESSAGE);
        return context.target().equals("model")
                ? new AgentError.ModelInference(wire, context, severity, help)
                : new AgentError.AgentExecution(wire, context, severity, help);
    }
}
