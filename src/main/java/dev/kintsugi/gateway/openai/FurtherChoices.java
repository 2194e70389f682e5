package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a provider's stream says in all choices but the first, which is told in other words. Immutable.
///
/// @param id      of the completion that the first choice is told in
/// @param created likewise, seconds since 1970
record FurtherChoices(String id, long created) {
    /// The chunks of further choices, in the order in which they came.
    List<byte[]> in(List<byte[]> events) {
        var all = new ArrayList<byte[]>();
        for (var event : events) {
            if (ProviderEvents.data(event) instanceof ObjectNode chunk && isFurther(chunk)) {
                all.add(("data: " + chunk.put("id", id).put("created", created) + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    /// Takes the first choice out; whether that leaves any.
    private static boolean isFurther(ObjectNode chunk) {
        var choices = chunk.path("choices");
        for (var i = choices.iterator(); i.hasNext();) {
            if (i.next().path("index").asInt() == 0) {
                i.remove();
            }
        }
        return !choices.isEmpty();
    }
}
