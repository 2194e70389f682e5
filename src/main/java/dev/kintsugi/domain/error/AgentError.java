package dev.kintsugi.domain.error;

import java.util.EnumSet;
import java.util.Set;

/// The base of everything an agent's call can fail with. Carries no stack trace: it is a result, thrown often.
///
/// Immutable and safe to share between threads.
public abstract sealed class AgentError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WireError wire;
    private final transient ErrorContext context;
    private final ErrorCategory category;
    private final Severity severity;
    private final transient Set<RecoveryStrategy> strategies;

    private AgentError(WireError wire, ErrorContext context, ErrorCategory category, Severity severity,
            EnumSet<RecoveryStrategy> strategies) {
        super(wire.message(), null, false, false);
        this.wire = wire;
        this.context = context;
        this.category = category;
        this.severity = severity;
        this.strategies = Set.copyOf(strategies);
    }

    /// What the wire showed.
    public WireError wire() { return wire; }

    public ErrorContext context() { return context; }

    public ErrorCategory category() { return category; }

    public Severity severity() { return severity; }

    /// What may help, unordered.
    public Set<RecoveryStrategy> strategies() { return strategies; }

    /// The model did not produce a usable answer.
    public static final class ModelInference extends AgentError {
        private static final long serialVersionUID = 1L;

        public ModelInference(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.MODEL_INFERENCE, severity, strategies);
        }
    }

    /// The agent could not carry out what the answer asked for (a tool failed).
    public static final class AgentExecution extends AgentError {
        private static final long serialVersionUID = 1L;

        public AgentExecution(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.AGENT_EXECUTION, severity, strategies);
        }
    }

    /// The session itself cannot go on.
    public static final class SessionManagement extends AgentError {
        private static final long serialVersionUID = 1L;

        public SessionManagement(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.SESSION_MANAGEMENT, severity, strategies);
        }
    }

    /// Speech in or out failed.
    public static final class VoiceProcessing extends AgentError {
        private static final long serialVersionUID = 1L;

        public VoiceProcessing(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.VOICE_PROCESSING, severity, strategies);
        }
    }

    /// The agent's memory could not be read, written or fitted.
    public static final class MemoryOperation extends AgentError {
        private static final long serialVersionUID = 1L;

        public MemoryOperation(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.MEMORY_OPERATION, severity, strategies);
        }
    }

    /// A credential or a permission is wrong.
    public static final class SecurityValidation extends AgentError {
        private static final long serialVersionUID = 1L;

        public SecurityValidation(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.SECURITY_VALIDATION, severity, strategies);
        }
    }

    /// A limit was met: rate, quota, tokens.
    public static final class ResourceManagement extends AgentError {
        private static final long serialVersionUID = 1L;

        public ResourceManagement(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.RESOURCE_MANAGEMENT, severity, strategies);
        }
    }

    /// The connection failed.
    public static final class Communication extends AgentError {
        private static final long serialVersionUID = 1L;

        public Communication(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.COMMUNICATION, severity, strategies);
        }
    }

    /// The lab or the provider is set up wrongly.
    public static final class Configuration extends AgentError {
        private static final long serialVersionUID = 1L;

        public Configuration(WireError wire, ErrorContext context, Severity severity,
                EnumSet<RecoveryStrategy> strategies) {
            super(wire, context, ErrorCategory.CONFIGURATION, severity, strategies);
        }
    }
}
