package dev.kintsugi.gateway.http;

/// The client closed the connection, or does not read what it is sent: nobody is there to write to.
public final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClientGone() { super("the client has gone", null, false, false); }
}
