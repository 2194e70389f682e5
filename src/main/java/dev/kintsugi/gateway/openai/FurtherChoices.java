package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a provider's stream says in all choices but the first, which is told in other words. Immutable.
///
/// @param id      of the completion that the first choice is told in
/// @param created likewise, seconds since 1970
record FurtherChoices(String id, long created) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The chunks of further choices, in the order in which they came.
    List<byte[]> in(List<byte[]> events) {
        var all = new ArrayList<byte[]>();
        for (var event : events) {
            for (var line : new String(event, StandardCharsets.UTF_8).split("\r?\n")) {
                if (line.startsWith("data:") && further(line.substring(5)) instanceof ObjectNode chunk) {
                    all.add(("data: " + chunk + "\n\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return all;
    }

    /// The chunk without the first choice; missing when that leaves nothing.
    private JsonNode further(String data) {
        try {
            var chunk = JSON.readTree(data);
            var choices = chunk.path("choices");
            for (var i = choices.iterator(); i.hasNext();) {
                if (i.next().path("index").asInt() == 0) {
                    i.remove();
                }
            }
            return choices.isEmpty() ? JSON.missingNode() : ((ObjectNode) chunk).put("id", id).put("created", created);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }
}
