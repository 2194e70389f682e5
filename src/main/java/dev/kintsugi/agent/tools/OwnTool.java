package dev.kintsugi.agent.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// A tool of one's own, made of a function from arguments to an answer. What the function throws is a failure of the
/// tool. The answer becomes JSON: a map in the order of its keys, anything else under `result`. Safe for many threads if
/// the function is.
///
/// @param fates tells what became of an act, by its idempotency key; a tool that cannot tell says [Fate.Unknown]
public record OwnTool(ToolSpec spec, Function<Call, Object> work, Function<String, Fate> fates) implements Tool {
    /// The same answer is the same text in every process.
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    /// One use of it. Immutable.
    ///
    /// @param key the same for every attempt at the same act: a tool that honours it acts once
    public record Call(Map<String, Object> arguments, String key) {
        public Call {
            arguments = Map.copyOf(arguments);
        }

        /// An argument as text; empty when it is not there.
        public String text(String name) { return String.valueOf(arguments.getOrDefault(name, "")); }
    }

    /// A tool that only looks.
    public static OwnTool reads(String name, Function<Call, Object> work) { return of(name, Effect.READ, work); }

    /// A tool that changes something.
    public static OwnTool acts(String name, Function<Call, Object> work) { return of(name, Effect.EFFECT, work); }

    /// A tool that does what cannot be taken back: a person is asked before, unless a step says never.
    public static OwnTool risks(String name, Function<Call, Object> work) { return of(name, Effect.RISKY, work); }

    private static OwnTool of(String name, Effect effect, Function<Call, Object> work) {
        return new OwnTool(new ToolSpec(name, name, "{\"type\": \"object\"}", effect), work, _ -> new Fate.Unknown());
    }

    /// The same tool, which can tell what became of an act.
    public OwnTool telling(Function<String, Fate> other) { return new OwnTool(spec, work, other); }

    /// The same tool, described: what it will do, for whoever has to say yes.
    public OwnTool described(String words) {
        return new OwnTool(new ToolSpec(spec.name(), words, spec.parameters(), spec.effect()), work, fates);
    }

    @Override
    public ToolResult call(ToolRequest request) {
        var answer = work.apply(new Call(arguments(request.call().arguments()), request.idempotencyKey()));
        return new ToolResult(json(Objects.requireNonNull(answer, "it answered nothing: null")), true, 0, false);
    }

    /// Nothing is known of it before it is called.
    @Override
    public ToolResult preview(ToolRequest request) {
        return spec.effect() == Effect.READ ? call(request) : new ToolResult("{}", true, 0, false);
    }

    @Override
    public Fate fate(ToolRequest request) { return fates.apply(request.idempotencyKey()); }

    private static Map<String, Object> arguments(String text) {
        try {
            return JSON.readValue(text.isBlank() ? "{}" : text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments are not a JSON object", e);
        }
    }

    private static String json(Object answer) {
        try {
            return JSON.writeValueAsString(answer instanceof Map<?, ?> map ? map : Map.of("result", answer));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the answer cannot be written as JSON", e);
        }
    }
}
