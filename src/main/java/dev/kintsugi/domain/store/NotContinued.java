package dev.kintsugi.domain.store;

/// Why a batch was refused: the session's log ends elsewhere, since another lab has written to it. The cause of the
/// [dev.kintsugi.domain.Problem] that tells it; whoever loads the session again can go on.
public final class NotContinued extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param batch what was refused
    public NotContinued(Batch batch) {
        super("line " + batch.first() + " of session " + batch.id(), null, false, false);
    }
}
