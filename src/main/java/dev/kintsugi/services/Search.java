package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A search engine over a few pages, in the shape of SerpAPI: `GET /search?q=…&api_key=…`, with `num` results at most.
/// Immutable.
final class Search implements Service {
    private static final Set<String> SMALL = Set.of("a", "an", "the", "of", "for", "about", "and", "or", "to", "in",
            "on",
            "is", "what", "how", "with", "information");
    private static final int MOST = 20;

    private final List<Page> pages = StreamSupport.stream(DataFile.read("search.json").spliterator(), false)
            .map(p -> new Page(p.path("title").asText(), p.path("link").asText(), p.path("snippet").asText())).toList();

    private record Page(String title, String link, String snippet) {
        /// A word in the title counts three times one in the text.
        int score(Set<String> words) {
            var inTitle = words(title);
            var inText = words(snippet);
            return words.stream().mapToInt(w -> (inTitle.contains(w) ? 3 : 0) + (inText.contains(w) ? 1 : 0)).sum();
        }
    }

    @Override
    public ServiceName name() { return ServiceName.SEARCH; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (!asked.get("/search") && !asked.get("/search.json")) {
            throw Refusal.unknown("There is no such page; ask GET /search");
        }
        if (asked.field("api_key").isEmpty()) {
            throw new Refusal(401, 0,
                    "Invalid API key. Your API key should be here: https://serpapi.com/manage-api-key");
        }
        var query = asked.field("q");
        if (query.isEmpty()) {
            throw Refusal.bad("Missing query `q` parameter.");
        }
        var engine = asked.field("engine");
        if (!engine.isEmpty() && !engine.equals("google")) {
            throw Refusal.bad("Unsupported `" + engine + "` search engine.");
        }
        return Answer.ok(found(query, asked.whole("num", 5, 1, MOST)));
    }

    private ObjectNode found(String query, int most) {
        var words = words(query);
        var best = pages.stream().filter(p -> p.score(words) > 0)
                .sorted(Comparator.comparingInt((Page p) -> -p.score(words))).limit(most).toList();
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("search_metadata").put("id", Integer.toHexString(query.hashCode())).put("status", "Success");
        answer.putObject("search_parameters").put("engine", "google").put("q", query);
        answer.putObject("search_information").put("query_displayed", query).put("total_results", best.size())
                .put("organic_results_state", best.isEmpty() ? "Fully empty" : "Results for exact spelling");
        if (best.isEmpty()) {
            return answer.put("error", "Google hasn't returned any results for this query.");
        }
        var results = answer.putArray("organic_results");
        for (int i = 0; i < best.size(); i++) {
            var page = best.get(i);
            results.addObject().put("position", i + 1).put("title", page.title()).put("link", page.link())
                    .put("displayed_link", page.link().replaceFirst("https?://", "")).put("snippet", page.snippet());
        }
        return answer;
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+")).filter(w -> !w.isEmpty())
                .filter(w -> !SMALL.contains(w)).map(w -> w.length() > 3 && w.endsWith("s")
                        ? w.substring(0, w.length() - 1)
                        : w)
                .collect(Collectors.toSet());
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        return JsonNodeFactory.instance.objectNode().put("error", refusal.words());
    }
}
