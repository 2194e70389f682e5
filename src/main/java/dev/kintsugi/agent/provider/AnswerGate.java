package dev.kintsugi.agent.provider;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/// Looks at every answer before the client library does. What is no 2xx becomes an [HttpRefusal], so that a broken or
/// foreign error body cannot hide the status; a 2xx is labelled with the [Shape] its first byte betrays, since content
/// types lie and the library reads a web page as a stream without events. Stateless but for the key's absence.
final class AnswerGate implements Interceptor {
    /// Header by which the label travels.
    static final String SHAPE = "Kintsugi-Shape";

    private static final long MAX_ERROR_BODY = 64 * 1024;

    private final boolean keyless;

    /// @param keyless whether the placeholder that the library insists on is taken off again
    AnswerGate(boolean keyless) { this.keyless = keyless; }

    /// What a body is.
    enum Shape {
        EVENTS, OBJECT, PAGE, NOTHING
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var response = chain.proceed(outgoing(chain.request()));
        if (response.isSuccessful()) {
            return response.newBuilder().header(SHAPE, shape(response).name()).build();
        }
        try (response) {
            throw new HttpRefusal(response.code(), response.headers(), whatCame(response));
        }
    }

    private Request outgoing(Request request) {
        return keyless ? request.newBuilder().removeHeader("Authorization").build() : request;
    }

    private static Shape shape(Response response) throws CutAnswer {
        try {
            var ahead = response.body().source().peek();
            if (!ahead.request(1)) {
                return Shape.NOTHING;
            }
            return switch (ahead.readByte()) {
                case '<' -> Shape.PAGE;
                case '{', '[' -> Shape.OBJECT;
                default -> Shape.EVENTS;
            };
        } catch (IOException e) {
            response.close();
            throw new CutAnswer(e);
        }
    }

    /// An error's body may be cut or shorter than announced: the status counts all the same.
    private static String whatCame(Response response) {
        var source = response.body().source();
        try {
            source.request(MAX_ERROR_BODY);
        } catch (IOException _) {
            // What was read before is still in the buffer.
        }
        var buffer = source.getBuffer();
        return buffer.snapshot((int) Math.min(buffer.size(), MAX_ERROR_BODY)).utf8();
    }
}
