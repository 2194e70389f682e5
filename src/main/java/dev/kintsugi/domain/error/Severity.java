package dev.kintsugi.domain.error;

/// How bad an error is for the session.
public enum Severity {
    LOW, MEDIUM, HIGH, CRITICAL
}
