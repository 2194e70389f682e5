package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.domain.model.Effect;
import java.util.List;
import java.util.Map;

/// Searches the web, by SerpAPI's interface. Stateless.
final class SearchErrand {
    static final List<Errand> ALL = List.of(Errand.of("search", "search", Effect.READ,
            "Searches the web and gives titles, addresses and snippets.",
            List.of(Parameter.required("query", "what to search for")),
            (by, _) -> Question.get("/search",
                    Map.of("q", by.required("query"), "num", "3", "engine", "google", "api_key", Keys.KEY)),
            (by, _, answer) -> read(by.text("query"), answer)));

    private SearchErrand() {}

    private static ObjectNode read(String query, JsonNode answer) {
        var found = answer.path("organic_results");
        var json = JsonNodeFactory.instance.objectNode();
        var search = json.putObject("search").put("query", query).put("count", String.valueOf(found.size()));
        if (!found.isEmpty()) {
            copy(found.path(0), search);
            var results = json.putArray("results");
            found.forEach(each -> copy(each, results.addObject()));
        }
        return json;
    }

    private static void copy(JsonNode from, ObjectNode to) {
        for (var name : List.of("title", "link", "snippet")) {
            to.put(name, from.path(name).asText());
        }
    }
}
