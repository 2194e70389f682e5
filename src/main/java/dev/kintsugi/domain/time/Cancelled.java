package dev.kintsugi.domain.time;

/// Somebody stopped the work: a turn ends as interrupted, not as failed.
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why a turn was interrupted, as its log says it, when somebody stopped it.
    public static final String STOPPED = "stopped";

    public Cancelled() { super(STOPPED, null, false, false); }
}
