package dev.kintsugi.agent.provider;

import java.io.IOException;
import okhttp3.Headers;

/// The provider answered with something other than 2xx. An exception of reading and writing, because that is what an
/// interceptor may throw; it never leaves this package.
final class HttpRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Headers headers;
    private final String body;

    HttpRefusal(int status, Headers headers, String body) {
        super("HTTP " + status);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() { return status; }

    Headers headers() { return headers; }

    /// As much of it as could be read; may be empty.
    String body() { return body; }
}
