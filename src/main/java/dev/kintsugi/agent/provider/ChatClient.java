package dev.kintsugi.agent.provider;

import com.google.errorprone.annotations.MustBeClosed;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.List;

/// The client library, set up so that it does nothing by itself: no second try, no redirect, no log, no environment.
/// Building it loads a large library, so that is left to the first use. Safe for many threads.
final class ChatClient {
    /// The library wants a key; the gate takes this one off again.
    private static final String NO_KEY = "none";

    /// Beyond the limits that the waiting side keeps: only for a reader that nobody waits for any more.
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final OpenAIClient client;

    ChatClient(ProviderSettings settings) {
        var key = settings.key();
        client = OpenAIOkHttpClient.builder().baseUrl(settings.baseUrl())
                .apiKey(key.isEmpty() ? NO_KEY : key.reveal()).maxRetries(0).followRedirects(false)
                .disableTelemetry(true).logLevel(LogLevel.OFF).timeout(timeout(settings))
                .addInterceptor(new AnswerGate(key.isEmpty())).build();
    }

    @MustBeClosed
    HttpResponseFor<StreamResponse<ChatCompletionChunk>> stream(ChatCompletionCreateParams params) {
        return client.chat().completions().withRawResponse().createStreaming(params);
    }

    /// The ids of the models that the provider offers, in its order; those it gives no readable id are left out.
    List<String> models() {
        return client.models().list().data().stream().flatMap(model -> model._id().asString().stream()).toList();
    }

    private static Timeout timeout(ProviderSettings settings) {
        var longest = settings.readTimeout().compareTo(settings.stallTimeout()) > 0
                ? settings.readTimeout()
                : settings.stallTimeout();
        return Timeout.builder().connect(settings.connectTimeout()).read(longest.plus(SLACK))
                .write(longest.plus(SLACK)).request(Duration.ZERO).build();
    }
}
