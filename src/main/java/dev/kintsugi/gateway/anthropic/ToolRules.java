package dev.kintsugi.gateway.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Calls of tools and their answers that do not match, as of an agent that put its conversation together out of order.
/// Stateless.
final class ToolRules {
    private ToolRules() {}

    /// A block, and where it stands.
    private record Placed(JsonNode block, int message, int index) {
        boolean is(String type) { return block.path("type").asText().equals(type); }
    }

    /// Messages in a row by the same one are one.
    private record Run(String role, List<Placed> blocks) {}

    /// @throws dev.kintsugi.gateway.openai.RefusedCall for the first call or answer that lacks the other
    static void check(JsonNode messages) {
        var runs = runs(messages);
        List<Placed> before = List.of();
        for (var run : runs) {
            if (run.role().equals("user")) {
                answered(before, run.blocks());
                before = List.of();
            } else {
                before = run.blocks().stream().filter(b -> b.is("tool_use")).toList();
            }
        }
        answered(before, List.of());
    }

    private static List<Run> runs(JsonNode messages) {
        var runs = new ArrayList<Run>();
        for (var i = 0; i < messages.size(); i++) {
            var role = messages.get(i).path("role").asText();
            if (role.equals("system")) {
                continue;
            }
            if (runs.isEmpty() || !runs.getLast().role().equals(role)) {
                runs.add(new Run(role, new ArrayList<>()));
            }
            var content = messages.get(i).path("content");
            for (var j = 0; content.isArray() && j < content.size(); j++) {
                runs.getLast().blocks().add(new Placed(content.get(j), i, j));
            }
        }
        return runs;
    }

    /// Answers come first in what the user says, and each call has one.
    private static void answered(List<Placed> calls, List<Placed> said) {
        Set<String> open = new LinkedHashSet<>();
        calls.forEach(call -> open.add(call.block().path("id").asText()));
        var called = Set.copyOf(open);
        var answered = new HashSet<String>();
        var first = true;
        for (var block : said) {
            first = first && block.is("tool_result");
            if (block.is("tool_result")) {
                var id = block.block().path("tool_use_id").asText();
                if (!called.contains(id)) {
                    throw Complaints.bad("messages." + block.message() + ".content." + block.index()
                            + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id + ". Each"
                            + " `tool_result` block must have a corresponding `tool_use` block in the previous"
                            + " message.");
                }
                if (!answered.add(id)) {
                    throw Complaints.bad("messages." + block.message() + ".content." + block.index()
                            + ": each tool_use must have a single result. Found multiple `tool_result` blocks with id: "
                            + id);
                }
                if (first) {
                    open.remove(id);
                }
            }
        }
        if (!open.isEmpty()) {
            throw Complaints.bad("messages." + calls.getFirst().message()
                    + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                    + String.join(", ", open) + ". Each `tool_use` block must have a corresponding `tool_result` block"
                    + " in the next message.");
        }
    }
}
