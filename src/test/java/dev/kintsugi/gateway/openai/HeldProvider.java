package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.forward.UpstreamChat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A provider that holds every answer back until a test gives it.
final class HeldProvider implements AutoCloseable {
    private final OtherProvider provider = new OtherProvider();
    private final List<CompletableFuture<String>> asked = new CopyOnWriteArrayList<>();

    HeldProvider() throws IOException {
        provider.at("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var said = new CompletableFuture<String>();
            asked.add(said);
            var reply = ("{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":"
                    + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + said.join()
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
                    + "\"total_tokens\":2}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
    }

    UpstreamChat way() { return provider.way(); }

    /// How often it was asked.
    int asked() { return asked.size(); }

    /// Answers the request that came as this one, counted from 0.
    void answer(int request, String said) { asked.get(request).complete(said); }

    @Override
    public void close() {
        asked.forEach(held -> held.complete("late"));
        provider.close();
    }
}
