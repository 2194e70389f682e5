package dev.kintsugi.agent.provider;

import java.nio.charset.StandardCharsets;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Stands in for the network while the client library warms up: one word, and nothing leaves the process. Stateless.
final class Rehearsal implements Interceptor {
    private static final String STREAM = """
            data: {"choices":[{"index":0,"delta":{"content":"Ready."},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    @Override
    public Response intercept(Chain chain) {
        return new Response.Builder().request(chain.request()).protocol(Protocol.HTTP_1_1).code(200).message("OK")
                .body(ResponseBody.create(STREAM.getBytes(StandardCharsets.UTF_8), MediaType.get("text/event-stream")))
                .build();
    }
}
