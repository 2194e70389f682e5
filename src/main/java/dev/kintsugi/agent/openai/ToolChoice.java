package dev.kintsugi.agent.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.ToolCall;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of the caller's tools the scripted agent calls, and with what. A named or required tool is called; left to
/// itself it calls the function whose name and description share the most words with the user's message, two at least, or
/// the whole name; of a long description only the beginning says what the function is for. While the answer of a tool is
/// the last message it calls only what it has to, and nothing twice: an agent that ends by a tool gets to its end, and one
/// that always requires its only tool does not go round for ever. Stateless.
final class ToolChoice {
    private static final int SHORT = 3;
    private static final int ENOUGH = 2;
    private static final int TELLING = 200;

    private ToolChoice() {}

    /// Tool calls in OpenAI's shape; empty when it rather talks.
    static Optional<ArrayNode> of(ChatAsk ask) {
        var choice = ask.tree().path("tool_choice");
        var allowed = choice.path("allowed_tools");
        var tools = ask.tree().path("tools").valueStream().filter(t -> t.path("function").has("name"))
                .filter(t -> allowed.isMissingNode() || allows(allowed, t)).toList();
        var messages = ask.messages();
        if (tools.isEmpty() || choice.asText().equals("none")) {
            return Optional.empty();
        }
        var wanted = choice.path("function").path("name").asText("");
        var must = choice.asText().equals("required") || allowed.path("mode").asText().equals("required");
        if (messages.getLast().role() == Role.TOOL) {
            var called = called(messages);
            return tools.stream().filter(t -> must || name(t).equals(wanted)).filter(t -> !called.contains(name(t)))
                    .findFirst().map(t -> call(t, messages.getLast().content()));
        }
        var said = messages.reversed().stream().filter(m -> m.role() == Role.USER).map(m -> m.content()).findFirst()
                .orElse("");
        for (var tool : tools) {
            if (!wanted.isEmpty() && name(tool).equals(wanted)) {
                return Optional.of(call(tool, said));
            }
        }
        var best = best(tools, said);
        if (best.isPresent()) {
            return best.map(t -> call(t, said));
        }
        return must ? Optional.of(call(tools.getFirst(), said)) : Optional.empty();
    }

    private static String name(JsonNode tool) { return tool.path("function").path("name").asText(); }

    /// Since the user spoke last.
    private static Set<String> called(List<Message> messages) {
        return messages.reversed().stream().takeWhile(m -> m.role() != Role.USER)
                .flatMap(m -> m.toolCalls().stream()).map(ToolCall::name).collect(Collectors.toSet());
    }

    private static boolean allows(JsonNode allowed, JsonNode tool) {
        return allowed.path("tools").valueStream()
                .anyMatch(t -> name(t).equals(name(tool)));
    }

    private static Optional<JsonNode> best(List<JsonNode> tools, String said) {
        var words = words(said);
        JsonNode best = null;
        var most = ENOUGH - 1;
        for (var tool : tools) {
            var function = tool.path("function");
            var name = words(function.path("name").asText());
            var shared = words(Beginning.of(function.path("description").asText(), TELLING));
            shared.addAll(name);
            shared.retainAll(words);
            var score = shared.size() + (!name.isEmpty() && words.containsAll(name) ? ENOUGH : 0);
            if (score > most) {
                most = score;
                best = tool;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Words that say something, without their endings of number.
    private static Set<String> words(String text) {
        return Arrays
                .stream(text.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"))
                .filter(w -> w.length() > SHORT || w.matches("\\d+")).map(w -> w.replaceAll("s$", ""))
                .collect(Collectors.toSet());
    }

    private static ArrayNode call(JsonNode tool, String said) {
        var function = tool.path("function");
        var arguments = SchemaExample.of(function.path("parameters"), said);
        var calls = JsonNodeFactory.instance.arrayNode();
        var call = calls.addObject().put("id", id(function, said)).put("type", "function");
        call.putObject("function").put("name", function.path("name").asText()).put("arguments",
                arguments.isObject() ? arguments.toString() : "{}");
        return calls;
    }

    /// The same for the same question.
    private static String id(JsonNode function, String said) {
        var hash = 31L * function.path("name").asText().hashCode() + said.hashCode();
        return "call_" + String.format(Locale.ROOT, "%024x", hash & Long.MAX_VALUE);
    }
}
