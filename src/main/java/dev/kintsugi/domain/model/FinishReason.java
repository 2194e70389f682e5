package dev.kintsugi.domain.model;

/// Why a model stopped.
public enum FinishReason {
    STOP, LENGTH, TOOL_CALLS, CONTENT_FILTER
}
