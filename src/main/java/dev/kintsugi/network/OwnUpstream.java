package dev.kintsugi.network;

/// Why a proxy was refused: what it gets would come back to it for ever. The cause of the [dev.kintsugi.domain.Problem]
/// that tells it.
public final class OwnUpstream extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OwnUpstream(String proxy) { super("the proxy " + proxy + " would be its own upstream", null, false, false); }
}
