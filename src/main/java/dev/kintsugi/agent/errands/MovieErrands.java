package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.agent.tools.Arguments;
import dev.kintsugi.agent.tools.Refusal;
import dev.kintsugi.domain.model.Effect;
import java.util.List;
import java.util.Map;

/// Finds films and tells about one, by TMDB's interface. Stateless.
final class MovieErrands {
    private static final int SHOWN = 3;
    static final List<Errand> ALL = List.of(
            Errand.of("movies", "search_movies", Effect.READ, "Finds films by words of their title or story.",
                    List.of(Parameter.required("query", "words of the title or the story")),
                    (by, _) -> Question.get("/3/search/movie",
                            Map.of("query", by.required("query"), "api_key", Keys.KEY)),
                    (by, _, answer) -> found(by.text("query"), answer)),
            Errand.of("movies", "movie_details", Effect.READ,
                    "Tells about one film, by the id that search_movies gave.",
                    List.of(Parameter.required("id", "the film's id, e.g. 105")),
                    (by, _) -> Question.get("/3/movie/" + id(by), Map.of("api_key", Keys.KEY)),
                    (_, _, answer) -> {
                        var json = JsonNodeFactory.instance.objectNode();
                        film(answer, json.putObject("movie"));
                        return json;
                    }));

    private MovieErrands() {}

    private static String id(Arguments by) throws Refusal {
        var id = by.required("id");
        if (!id.matches("\\d{1,9}")) {
            throw Refusal.badArguments("'id' must be the number of a film, as search_movies gives it");
        }
        return id;
    }

    private static ObjectNode found(String query, JsonNode answer) {
        var results = answer.path("results");
        var json = JsonNodeFactory.instance.objectNode();
        var movies = json.putObject("movies").put("query", query).put("count", String.valueOf(results.size()));
        if (!results.isEmpty()) {
            film(results.path(0), movies);
            var all = json.putArray("results");
            for (int i = 0; i < Math.min(SHOWN, results.size()); i++) {
                film(results.path(i), all.addObject());
            }
        }
        return json;
    }

    private static void film(JsonNode from, ObjectNode to) {
        var released = from.path("release_date").asText();
        to.put("id", from.path("id").asText()).put("name", from.path("name").asText())
                .put("original_name", from.path("original_name").asText())
                .put("year", released.length() < 4 ? "" : released.substring(0, 4))
                .put("rating", from.path("vote_average").asText()).put("overview", from.path("overview").asText());
    }
}
