package dev.kintsugi.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.model.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What an agent of one's own has before it when it answers. For one answer and one thread.
public final class Talk {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final AgentRequest request;
    private final Wire wire;
    private final Hands hands;
    private final List<ToolUse> uses = new ArrayList<>();
    private CallKey key;

    Talk(AgentRequest request, List<Tool> tools, Wire wire) {
        this.request = request;
        this.wire = wire;
        this.key = request.key();
        this.hands = new Hands(tools, new IdempotencyKeys(request.key().turn(), request.secret()));
    }

    /// The conversation, the user's message last.
    public List<Message> history() { return request.history(); }

    /// What the user said last.
    public String question() { return history().isEmpty() ? "" : history().getLast().content(); }

    /// What recovery asks to be heeded this time, e.g. why the last answer was refused. Mostly empty.
    public List<String> notes() { return request.notes(); }

    /// Uses a tool and returns what it answered, as JSON.
    ///
    /// @throws dev.kintsugi.domain.error.AgentError when it cannot be reached
    public String use(String tool, Map<String, Object> arguments) {
        key = key.next();
        var handled = hands.use(new ToolCall("call-" + key.call(), tool, json(arguments)), key, request.deadline(),
                wire);
        handled.use().ifPresent(uses::add);
        return handled.content();
    }

    List<ToolUse> uses() { return uses; }

    private static String json(Map<String, Object> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments cannot be written as JSON", e);
        }
    }
}
