package dev.kintsugi.domain.error;

/// What may help against an error, in the field's words.
public enum RecoveryStrategy {
    RETRY, WAIT_AND_RETRY, MODEL_FALLBACK, CACHED_REPLY, CHECKPOINT_RESTORE, COMPACTION, GRACEFUL_MESSAGE, HUMAN_HANDOFF
}
