package dev.kintsugi.domain.model;

/// Receives a reply piece by piece while it arrives. Called by one thread at a time.
@FunctionalInterface
public interface TokenSink {
    TokenSink NONE = piece -> {};

    void token(String piece);
}
