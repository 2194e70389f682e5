package dev.kintsugi.agent.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.agent.openai.Asked;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.Patience;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.RetryAfter;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.time.ConversationClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// A provider that speaks as OpenAI or Anthropic does, asked with the caller's own words: the body goes on as it came, and
/// the reply comes back as it is. With a key of the lab's own that key is used, else the caller's. Safe for many threads.
public final class UpstreamChat implements ChatSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SessionId PLACE = new SessionId("gateway");
    private static final Set<String> NOT_RETURNED = Set.of("connection", "keep-alive", "transfer-encoding",
            "content-length", "date", "server", "set-cookie", "upgrade", "trailer", "proxy-authenticate", "alt-svc");
    /// Says that the request is one of Anthropic's, who want the key in a header of their own.
    private static final String ANTHROPICS = "anthropic-version";
    private static final String TOO_LONG = "prompt is too long";
    private static final List<String> WAITS = List.of("retry-after", "retry-after-ms", "date");

    private final ProviderSettings settings;
    private final Forwarder forwarder;
    private final ConversationClock clock = new ConversationClock();

    public UpstreamChat(ProviderSettings settings) {
        this.settings = settings;
        this.forwarder = new Forwarder(URI.create(settings.baseUrl()), settings.connectTimeout(),
                settings.readTimeout());
    }

    @Override
    public ChatReply ask(ChatAsk ask, Patience patience, Early early) {
        return answered(() -> forwarder.send(posted(ask, patience)), ask, early);
    }

    @Override
    public Optional<Asked> begin(ChatAsk ask, Patience patience) {
        return forwarder.trySend(posted(ask, patience)).map(sent -> new Asked() {
            @Override
            public void whenThere(Consumer<Boolean> then) { sent.there().thenAccept(then); }

            @Override
            public ChatReply reply() { return answered(sent::incoming, ask, Early.NOBODY); }
        });
    }

    private Forwarder.Request posted(ChatAsk ask, Patience patience) {
        var all = headers(ask.headers());
        all.putIfAbsent("content-type", "application/json");
        return new Forwarder.Request("POST", ask.api().path(), all, ask.body(), patience);
    }

    private ChatReply answered(Supplier<Incoming> sent, ChatAsk ask, Early early) {
        try (var incoming = sent.get()) {
            var headers = returned(incoming);
            if (incoming.status() >= 300) {
                throw refused(incoming, headers, ask.model());
            }
            return incoming.header("content-type").orElse("").startsWith("text/event-stream")
                    ? streamed(incoming, ask, headers, early)
                    : whole(incoming, ask, headers);
        } catch (ForwardFailure e) {
            throw error(WireError.of(e.fault(), String.valueOf(e.getMessage())), ask.model());
        }
    }

    /// Any other request below the base, as it is. The answer is to be read to its end or closed.
    ///
    /// @throws AgentError when nobody answers
    /// @throws dev.kintsugi.domain.time.Cancelled when nobody waits for it any more
    public Passed pass(String method, String path, Map<String, String> headers, byte[] body, Patience patience) {
        try {
            var incoming = forwarder.send(new Forwarder.Request(method, path, headers(headers), body, patience));
            return new Passed(incoming, returned(incoming), this::passing);
        } catch (ForwardFailure e) {
            throw passing(e);
        }
    }

    private AgentError passing(ForwardFailure e) {
        return error(WireError.of(e.fault(), String.valueOf(e.getMessage())), settings.model());
    }

    /// With the lab's own key in place of the caller's, where it has one.
    private Map<String, String> headers(Map<String, String> callers) {
        var all = new LinkedHashMap<>(callers);
        all.put("accept-encoding", "identity");
        if (all.containsKey(ANTHROPICS)) {
            settings.apiKey().ifPresent(value -> {
                all.remove("authorization");
                all.put("x-api-key", value);
            });
        } else {
            settings.authorization().ifPresent(value -> all.put("authorization", value));
        }
        return all;
    }

    private static Map<String, String> returned(Incoming incoming) {
        var all = new LinkedHashMap<String, String>();
        for (var header : incoming.headers()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_RETURNED.contains(name)) {
                all.merge(name, header.getValue(), (before, more) -> before + ", " + more);
            }
        }
        return all;
    }

    private ChatReply whole(Incoming incoming, ChatAsk ask, Map<String, String> headers) {
        var body = incoming.readAll();
        var whole = new Whole(ask, new WireError.Told(incoming.status(), headers, body), parsed(body));
        whole.lack().ifPresent(lack -> {
            throw error(lack, ask.model());
        });
        return whole.reply();
    }

    private ChatReply streamed(Incoming incoming, ChatAsk ask, Map<String, String> headers, Early early) {
        early.begins(headers);
        var pieces = Streamed.of(ask);
        var events = new ArrayList<byte[]>();
        read(incoming, early, event -> {
            events.add(event);
            pieces.add(event);
        });
        early.ends();
        pieces.lack().ifPresent(lack -> {
            throw error(lack, ask.model());
        });
        return new ChatReply(pieces.text(), pieces.others(), pieces.toolCalls(), pieces.finish(), pieces.model(),
                pieces.usage(), new byte[0], events, headers, List.of(), "");
    }

    /// Every byte is handed on, those of an event that breaks off too.
    private static void read(Incoming incoming, Early early, Consumer<byte[]> kept) {
        var cutter = new Events();
        try {
            for (var bytes = incoming.read(); bytes != null; bytes = incoming.read()) {
                for (var event : cutter.add(bytes)) {
                    kept.accept(event);
                    early.event(event);
                }
            }
        } finally {
            if (cutter.rest().length > 0) {
                kept.accept(cutter.rest());
                early.event(cutter.rest());
            }
        }
    }

    private AgentError refused(Incoming incoming, Map<String, String> headers, String model) {
        var status = incoming.status();
        var body = incoming.readAll();
        var error = parsed(body).path("error");
        var said = error.path("message").asText("The provider answered with status " + status);
        var code = error.path("code").asText(said.startsWith(TOO_LONG) ? "context_length_exceeded" : "");
        var wire = WireError.http(status, error.path("type").asText(""), code, said);
        return error(wire.withRetryAfter(wait(incoming)).withTold(new WireError.Told(status, headers, body)), model);
    }

    private @Nullable Duration wait(Incoming incoming) {
        var asked = new Headers.Builder();
        WAITS.forEach(name -> incoming.header(name).ifPresent(value -> asked.addUnsafeNonAscii(name, value)));
        return RetryAfter.in(asked.build(), clock.wall());
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private AgentError error(WireError wire, String model) {
        return ErrorTable.error(wire, new ErrorContext(PLACE, settings.name(), model, "model", 1, 0));
    }

    @Override
    public List<String> models() { return settings.models(); }

    @Override
    public boolean scripted() { return false; }

    @Override
    public List<Passage> knowledge() { return List.of(); }

    @Override
    public int countTokens(String model, String text) { return Tokens.ofModel(model).count(text); }

    @Override
    public void close() { forwarder.close(); }
}
