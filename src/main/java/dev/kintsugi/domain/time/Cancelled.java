package dev.kintsugi.domain.time;

/// Somebody stopped the work: a turn ends as interrupted, not as failed.
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Cancelled() { super("stopped", null, false, false); }
}
