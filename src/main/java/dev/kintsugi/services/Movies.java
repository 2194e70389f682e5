package dev.kintsugi.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Films in the shape of TMDB: `GET /3/search/movie?query=…&api_key=…` and `GET /3/movie/ID?api_key=…`. Immutable.
final class Movies implements Service {
    private static final String WAY_OUT = "Name a file that is a JSON array of films, each with name and original_name";
    private static final int MOST = 100_000;
    private static final int PAGE = 20;
    private static final int NO_KEY = 7;
    private static final int NOT_FOUND = 34;
    private static final Pattern DETAILS = Pattern.compile("/3/movie/(\\d{1,9})");

    private final Map<Integer, ObjectNode> films = new LinkedHashMap<>();

    /// The films of a file. Throws a [dev.kintsugi.domain.Problem] that says what is wrong with it.
    ///
    /// @param file absent for the lab's own
    Movies(@Nullable Path file) {
        if (file == null) {
            DataFile.read("movies.json").forEach(film -> add((ObjectNode) film));
            return;
        }
        var read = new JsonFile(file, "The films", WAY_OUT);
        for (var each : read.array(MOST)) {
            if (!(each instanceof ObjectNode film) || blank(film, "name") || blank(film, "original_name")) {
                throw read.problem("film " + (films.size() + 1) + " lacks a name or an original_name");
            }
            if (!add(film)) {
                throw read.problem("film " + (films.size() + 1) + " has the id of one before it");
            }
        }
    }

    /// Its own id, or its number where it has none. False when there is one of that id.
    private boolean add(ObjectNode film) {
        var id = film.path("id").canConvertToInt() ? film.path("id").asInt() : films.size() + 1;
        return films.putIfAbsent(id, shaped(id, film)) == null;
    }

    private static boolean blank(ObjectNode film, String field) {
        return !film.path(field).isTextual() || film.path(field).asText().isBlank();
    }

    /// As TMDB writes a film; what the file does not tell is left out.
    private static ObjectNode shaped(int id, ObjectNode film) {
        var shaped = JsonNodeFactory.instance.objectNode().put("id", id).put("adult", false)
                .put("title", film.path("name").asText()).put("original_title", film.path("original_name").asText());
        film.properties().stream().filter(p -> !p.getKey().equals("id"))
                .forEach(p -> shaped.set(p.getKey(), p.getValue()));
        return shaped;
    }

    @Override
    public ServiceName name() { return ServiceName.MOVIES; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        var details = DETAILS.matcher(asked.path());
        var searched = asked.get("/3/search/movie");
        if (!searched && !(asked.method().equals("GET") && details.matches())) {
            throw notFound();
        }
        if (asked.field("api_key").isEmpty()) {
            throw new Refusal(401, NO_KEY, "Invalid API key: You must be granted a valid key.");
        }
        if (!searched) {
            var film = films.get(Integer.parseInt(details.group(1)));
            if (film == null) {
                throw notFound();
            }
            return Answer.ok(film.deepCopy().put("status", "Released"));
        }
        var query = asked.field("query");
        if (query.isEmpty()) {
            throw new Refusal(422, 5, "query must be provided");
        }
        return Answer.ok(page(found(query), asked.whole("page", 1, 1, 500)));
    }

    private static Refusal notFound() {
        return new Refusal(404, NOT_FOUND, "The resource you requested could not be found.");
    }

    /// Those with all words of the query, else those with any.
    private List<ObjectNode> found(String query) {
        var words = query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+");
        var all = new ArrayList<ObjectNode>();
        var any = new ArrayList<ObjectNode>();
        for (var film : films.values()) {
            var text = " "
                    + String.join(" ", StreamSupport.stream(film.spliterator(), false).map(JsonNode::asText).toList())
                            .toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ")
                    + " ";
            var hits = 0;
            for (var word : words) {
                hits += !word.isEmpty() && text.contains(" " + word + " ") ? 1 : 0;
            }
            if (hits > 0) {
                (hits == words.length ? all : any).add(film);
            }
        }
        return all.isEmpty() ? any : all;
    }

    private static ObjectNode page(List<ObjectNode> found, int page) {
        var answer = JsonNodeFactory.instance.objectNode().put("page", page);
        var results = answer.putArray("results");
        found.stream().skip((page - 1L) * PAGE).limit(PAGE).forEach(results::add);
        return answer.put("total_pages", (found.size() + PAGE - 1) / PAGE).put("total_results", found.size());
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        return JsonNodeFactory.instance.objectNode().put("success", false)
                .put("status_code", refusal.code() == 0 ? 5 : refusal.code()).put("status_message", refusal.words());
    }
}
