package dev.kintsugi.agent.pack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of a pack as they are written: every one is optional but `pack.yaml`.
final class PackFile {
    private PackFile() {}

    /// `pack.yaml`. A pack may build on a built-in one: its lists come first, the other's follow.
    record Head(String name, String agent, String persona, @JsonProperty("builds_on") String buildsOn,
            List<String> rules, List<String> tools,
            Map<String, List<String>> synonyms, @JsonSetter(nulls = Nulls.SET) @Nullable Phrases phrases,
            List<Mood> moods, List<Offer> offers) {}

    /// `entities.yaml`.
    record Entities(List<Entity> entities) {}

    /// `intents.yaml`.
    record Intents(List<Intent> intents) {}

    /// `passages.yaml`.
    record Articles(List<Article> passages) {}

    /// `records.yaml`: type, then id, then fields.
    record Items(LinkedHashMap<String, LinkedHashMap<String, LinkedHashMap<String, String>>> records) {}
}
