package dev.kintsugi.agent.pack;

import dev.kintsugi.domain.model.Passage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A knowledge pack: who the agent is, what it knows, and how it goes about what people want. Immutable.
///
/// @param name     e.g. `insurance`
/// @param agent    what people call the agent
/// @param persona  the beginning of the system message
/// @param rules    what the agent must and must not do
/// @param tools    names of the tools it may use
/// @param synonyms a word, and words that mean the same here
/// @param entities kinds of things people name
/// @param intents  what people want, the articles' questions included
public record Pack(String name, String agent, String persona, List<String> rules, List<String> tools,
        Map<String, List<String>> synonyms, Phrases phrases, List<Mood> moods, List<Offer> offers,
        List<Entity> entities, List<Intent> intents, List<Article> articles, List<Item> items) {
    public Pack {
        Words.filled("a pack's name", name);
        Words.filled("the agent's name", agent);
        Words.filled("the persona", persona);
        rules = List.copyOf(rules);
        tools = List.copyOf(tools);
        synonyms = Map.copyOf(synonyms);
        moods = List.copyOf(moods);
        offers = List.copyOf(offers);
        entities = List.copyOf(entities);
        articles = List.copyOf(articles);
        intents = List.copyOf(intents);
        items = List.copyOf(items);
    }

    /// What can be retrieved for a question. Data about people is not in it: that takes a tool.
    public List<Passage> passages() { return articles.stream().map(Article::passage).toList(); }

    /// Passages, data records and what the script itself states: everything a claim can be checked against.
    public List<Passage> knowledge() {
        return Stream.of(passages().stream(), items.stream().map(Item::passage),
                intents.stream().filter(i -> !i.stated().isEmpty()).map(i -> new Passage(i.id(), i.area(), i.stated())))
                .flatMap(part -> part).toList();
    }

    /// The data records of a type, in the file's order.
    public List<Item> items(String type) { return items.stream().filter(item -> item.type().equals(type)).toList(); }

    public Optional<Intent> intent(String id) {
        return intents.stream().filter(intent -> intent.id().equals(id)).findFirst();
    }
}
