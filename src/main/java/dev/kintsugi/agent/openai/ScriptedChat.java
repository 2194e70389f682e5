package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The scripted agent behind OpenAI's interface and Anthropic's: the same request gets the same answer. It answers as any
/// model it is asked as, at once, and honours `max_tokens`, `max_completion_tokens`, `stop`, `n`, `tools`, `tool_choice`
/// and `response_format`. The tools of its own pack look and never act. Safe for many threads; what it remembers is only
/// what it need not work out twice.
public final class ScriptedChat implements ChatSource {
    private static final SessionId PLACE = new SessionId("scripted");
    private static final int REMEMBERED = 512;
    private static final int LARGE_BODY = 64 << 10;
    private static final int LONG_RESULT = 600;

    private final Agent agent;
    private final Map<Body, ChatReply> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Body, ChatReply> eldest) { return size() > REMEMBERED; }
    };

    public ScriptedChat(Agent agent) { this.agent = agent; }

    /// A body, which another API may understand otherwise.
    private record Body(Api api, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Body(var a, var b) && a == api && Arrays.equals(bytes, b);
        }

        @Override
        public int hashCode() { return Arrays.hashCode(bytes); }
    }

    @Override
    public ChatReply ask(ChatAsk ask, Patience patience, Early early) {
        var body = new Body(ask.api(), ask.body());
        synchronized (known) {
            var before = known.get(body);
            if (before != null) {
                return before;
            }
        }
        var reply = answer(ask);
        if (ask.body().length <= LARGE_BODY) {
            synchronized (known) {
                known.put(body, reply);
            }
        }
        return reply;
    }

    private ChatReply answer(ChatAsk ask) {
        var messages = ask.messages();
        var prompt = prompt(ask, messages);
        fits(ask, prompt);
        var calls = ToolChoice.of(ask);
        if (calls.isPresent()) {
            return ChatReply.own("", List.of(), calls.get(), "tool_calls", ask.model(),
                    new Usage(prompt.tokens(), ask.choices() * count(calls.get().toString())));
        }
        var first = said(ask, messages, 1);
        var others = new ArrayList<String>();
        for (var i = 2; i <= ask.choices(); i++) {
            others.add(said(ask, messages, i).text());
        }
        var written = count(first.text()) + others.stream().mapToInt(this::count).sum();
        return ChatReply.own(first.text(), others, MissingNode.getInstance(),
                first.finish() == FinishReason.LENGTH ? "length" : "stop", ask.model(),
                new Usage(prompt.tokens(), written))
                .withUses(first.uses()).withStop(first.stop());
    }

    @Override
    public int promptTokens(ChatAsk ask) { return prompt(ask, ask.messages()).tokens(); }

    private PromptSize prompt(ChatAsk ask, List<Message> messages) { return PromptSize.of(ask, messages, this::count); }

    /// It reads no definitions: an agent with many tools is answered too.
    private void fits(ChatAsk ask, PromptSize prompt) {
        var window = contextWindow(ask);
        if (prompt.messages() > window) {
            throw ErrorTable.error(
                    WireError.http(400, "invalid_request_error", "context_length_exceeded",
                            "This model's maximum context length is " + window + " tokens. However, your messages"
                                    + " resulted in " + prompt.messages()
                                    + " tokens. Please reduce the length of the messages.")
                            .withLimit(window),
                    new ErrorContext(PLACE, agent.name(), ask.model(), "model", 1, 0));
        }
    }

    private int contextWindow(ChatAsk ask) { return agent.contextWindow(ask.model()); }

    /// What it says in its nth choice.
    private Said said(ChatAsk ask, List<Message> messages, int nth) {
        var reply = spoken(ask, messages, nth);
        var text = reply.text();
        var results = results(messages);
        if (!results.isEmpty()) {
            text = results;
        }
        var formed = formed(ask, messages, text);
        if (formed.isPresent()) {
            return new Said(formed.get(), FinishReason.STOP, reply.tools(), "");
        }
        var found = text;
        return ask.stops().stream().filter(found::contains).min(Comparator.comparingInt(found::indexOf))
                .map(stop -> new Said(found.substring(0, found.indexOf(stop)), FinishReason.STOP, reply.tools(), stop))
                .orElseGet(() -> new Said(found, reply.finish(), reply.tools(), ""));
    }

    private record Said(String text, FinishReason finish, List<ToolUse> uses, String stop) {}

    private AgentReply spoken(ChatAsk ask, List<Message> messages, int nth) {
        var history = messages.stream()
                .filter(m -> m.role() == Role.USER || m.role() == Role.ASSISTANT && !m.content().isEmpty())
                .map(m -> new Message(m.role(), m.content(), List.of(), "")).toList();
        var asked = history.isEmpty() || history.getLast().role() != Role.USER
                ? Stream.concat(history.stream(), Stream.of(Message.user("Hello"))).toList()
                : history;
        var turn = (int) asked.stream().filter(m -> m.role() == Role.USER).count();
        var key = new CallKey(new TurnId(PLACE, turn), nth, 1, 1);
        return agent.answer(new AgentRequest(key, asked, List.of(), ask.model(), ask.maxTokens(), Deadline.NONE),
                Wire.SHADOW, TokenSink.NONE);
    }

    /// What the caller's tools answered last, in words; empty when the last message is none of a tool.
    private static String results(List<Message> messages) {
        var last = messages.size();
        while (last > 0 && messages.get(last - 1).role() == Role.TOOL) {
            last--;
        }
        if (last == messages.size()) {
            return "";
        }
        var all = messages.subList(last, messages.size()).stream().map(m -> m.content().strip())
                .map(c -> Beginning.marked(c, LONG_RESULT)).toList();
        return "Here is what I found: " + String.join("; ", all);
    }

    /// As JSON, when the request asks for that, in a field of its own or in its prompt alone.
    private static Optional<String> formed(ChatAsk ask, List<Message> messages, String text) {
        if (!ask.tree().path("response_format").path("type").asText().startsWith("json")) {
            return PromptSchema.wantedIn(messages).map(s -> SchemaExample.of(s, text).toString());
        }
        return Optional.of(Optional.of(ask.answerSchema()).filter(JsonNode::isObject)
                .or(() -> PromptSchema.in(messages)).map(s -> SchemaExample.of(s, text))
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("answer", text)).toString());
    }

    private int count(String text) { return agent.countTokens("", text); }

    @Override
    public List<String> models() { return agent.models(); }

    @Override
    public boolean scripted() { return true; }

    @Override
    public List<Passage> knowledge() { return agent.knowledge(); }

    @Override
    public int countTokens(String model, String text) { return count(text); }
}
