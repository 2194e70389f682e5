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
            Map<String, List<String>> synonyms, @JsonSetter(nulls = Nulls.SET) @Nullable Spoken phrases,
            List<Mood> moods, List<Offer> offers) {}

    /// The phrases of `pack.yaml`; what is not there is said as in the pack that it builds on.
    record Spoken(List<String> greetings, List<String> closings, List<String> unknown, List<String> repeat,
            List<String> noAsking, List<String> evidence, String offering) {
        Phrases over(Phrases base) {
            return new Phrases(or(greetings, base.greetings()), or(closings, base.closings()),
                    or(unknown, base.unknown()), or(repeat, base.repeat()), or(noAsking, base.noAsking()),
                    or(evidence, base.evidence()), offering.isEmpty() ? base.offering() : offering);
        }

        Phrases alone() { return new Phrases(greetings, closings, unknown, repeat, noAsking, evidence, offering); }

        private static List<String> or(List<String> own, List<String> other) { return own.isEmpty() ? other : own; }
    }

    /// `entities.yaml`.
    record Entities(List<Entity> entities) {}

    /// `intents.yaml`.
    record Intents(List<Intent> intents) {}

    /// `passages.yaml`.
    record Articles(List<Article> passages) {}

    /// `records.yaml`: type, then id, then fields.
    record Items(LinkedHashMap<String, LinkedHashMap<String, LinkedHashMap<String, String>>> records) {}
}
