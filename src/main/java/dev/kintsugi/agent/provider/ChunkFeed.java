package dev.kintsugi.agent.provider;

import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.kintsugi.domain.time.Cancelled;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads a streamed answer on a virtual thread of its own, because only there does an interrupt end a read at once, so
/// that whoever waits can stop at any moment and on any thread. Closing it ends the call. For one waiting thread.
final class ChunkFeed implements AutoCloseable {
    /// What comes out of it; [End] and [Failed] are the last.
    sealed interface Signal {}

    record Chunk(ChatCompletionChunk chunk) implements Signal {}

    record End() implements Signal {}

    /// @param answered whether the headers of a 2xx had come
    record Failed(Throwable cause, boolean answered) implements Signal {}

    private static final int AHEAD = 256;

    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;

    ChunkFeed(ChatClient client, ChatCompletionCreateParams params) {
        reader = Thread.ofVirtual().name("provider-call").start(() -> read(client, params));
    }

    /// The next signal, or null when none came in time.
    ///
    /// @throws Cancelled when the waiting thread is interrupted; its interrupt flag stays set
    @Nullable
    Signal next(Duration patience) {
        try {
            return signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    /// Ends the call if it is still under way; does not wait for that.
    @Override
    public void close() { reader.interrupt(); }

    private void read(ChatClient client, ChatCompletionCreateParams params) {
        try {
            signals.put(outcome(client, params));
        } catch (InterruptedException _) {
            // Closed: nobody waits for the rest.
        }
    }

    private Signal outcome(ChatClient client, ChatCompletionCreateParams params) throws InterruptedException {
        var answered = false;
        try (var response = client.stream(params)) {
            answered = true;
            hand(response);
            return new End();
        } catch (IOException | RuntimeException | Error e) {
            return new Failed(e, answered);
        }
    }

    private void hand(HttpResponseFor<StreamResponse<ChatCompletionChunk>> response)
            throws IOException, InterruptedException {
        switch (AnswerGate.Shape.valueOf(response.headers().values(AnswerGate.SHAPE).getLast())) {
            case NOTHING -> {
            }
            case PAGE -> throw new OpenAIInvalidDataException("a web page");
            case OBJECT -> signals.put(new Chunk(WholeReply.read(response.body())));
            case EVENTS -> handEvents(response);
        }
    }

    private void handEvents(HttpResponseFor<StreamResponse<ChatCompletionChunk>> response) throws InterruptedException {
        try (var stream = response.parse()) {
            var chunks = stream.stream().iterator();
            while (chunks.hasNext()) {
                signals.put(new Chunk(chunks.next()));
            }
        }
    }
}
