package dev.kintsugi.domain.model;

/// Who speaks in a conversation.
public enum Role {
    SYSTEM, USER, ASSISTANT, TOOL
}
