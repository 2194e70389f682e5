package dev.kintsugi.agent.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known at this point of a talk: what the user named, and what tools answered. Stateless.
final class Memory {
    private Memory() {}

    static Map<String, String> of(Talk talk, Meaning meaning, Mentions mentions) {
        var known = new HashMap<String, String>();
        var ours = new HashSet<String>();
        var lines = talk.lines();
        for (int i = 0; i < lines.size(); i++) {
            var user = lines.get(i).user();
            var named = mentions.in(lines.get(i).text()).stream().filter(m -> m.entity().ours() != user).toList();
            remember(named, i >= meaning.flow(), ours, known);
        }
        known.put("area", meaning.area());
        known.put("first", talk.said().isEmpty() ? "yes" : "");
        talk.results().forEach((tool, result) -> {
            known.put("result." + tool, result.has("error") ? "refused" : "ok");
            flatten("", result, known);
        });
        return known;
    }

    private static void remember(List<Mention> mentions, boolean now, Set<String> ours, Map<String, String> known) {
        for (var mention : mentions) {
            var entity = mention.entity();
            if (entity.lasting() || now) {
                if (entity.ours()) {
                    ours.add(entity.name());
                }
                if (!entity.group().isEmpty()) {
                    var displaced = known.remove("in." + entity.group());
                    var former = displaced == null ? null : known.remove(displaced);
                    if (former != null && !former.equals(mention.value())) {
                        ours.forEach(known::remove);
                    }
                    known.put("in." + entity.group(), entity.name());
                }
                known.put(entity.name(), mention.value());
            }
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> known) {
        for (var field : node.properties()) {
            var name = prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey();
            if (field.getValue().isObject()) {
                flatten(name, field.getValue(), known);
            } else {
                known.put(name, field.getValue().asText());
            }
        }
    }
}
