package dev.kintsugi.domain.error;

/// The nine kinds of trouble an agent can have.
public enum ErrorCategory {
    MODEL_INFERENCE, AGENT_EXECUTION, SESSION_MANAGEMENT, VOICE_PROCESSING, MEMORY_OPERATION, SECURITY_VALIDATION, RESOURCE_MANAGEMENT, COMMUNICATION, CONFIGURATION
}
