package dev.kintsugi.agent.pack;

import dev.kintsugi.domain.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts a pack together from its files and the pack it builds on.
///
/// @param files   a file by its name, empty when the pack does not have it
/// @param builtIn the packs that can be built on
record PackReader(Function<String, Optional<YamlText>> files, Function<String, Pack> builtIn) {
    private static final String BASE = "base";

    Pack read() {
        var text = files.apply("pack.yaml").orElseThrow(() -> new Problem("The knowledge pack is not complete",
                "its file pack.yaml is missing", "Install the program again, or name another pack"));
        var head = text.read(PackFile.Head.class);
        var pack = assembled(head, text.name());
        new PackCheck(pack, text.name()).check();
        return pack;
    }

    private Pack assembled(PackFile.Head head, String file) {
        try {
            return assemble(head, head.buildsOn().isEmpty() ? null : base(head.buildsOn(), file));
        } catch (IllegalArgumentException e) {
            throw new Problem("The pack file " + file + " cannot be used", String.valueOf(e.getMessage()),
                    "Add what is missing", e);
        }
    }

    private Pack base(String name, String file) {
        if (!name.equals(BASE) && !Packs.names().contains(name)) {
            throw new Problem("The pack file " + file + " cannot be used",
                    "it builds on '" + name + "', which is unknown",
                    "Build on base, " + String.join(", ", Packs.names()) + ", or on nothing");
        }
        return builtIn.apply(name);
    }

    private Pack assemble(PackFile.Head head, @Nullable Pack base) {
        var articles = part("passages.yaml", PackFile.Articles.class).map(PackFile.Articles::passages)
                .orElse(List.of());
        var own = part("intents.yaml", PackFile.Intents.class).map(PackFile.Intents::intents).orElse(List.of());
        var entities = part("entities.yaml", PackFile.Entities.class).map(PackFile.Entities::entities)
                .orElse(List.of());
        var items = part("records.yaml", PackFile.Items.class).map(PackReader::items).orElse(List.of());
        var intents = Stream.concat(own.stream(), articles.stream().map(Article::intent)).toList();
        if (base == null) {
            return new Pack(head.name(), head.agent(), Words.oneLine(head.persona()), head.rules(), head.tools(),
                    head.synonyms(), phrases(head, null), head.moods(), head.offers(), entities, intents, articles,
                    items);
        }
        return new Pack(head.name(), or(head.agent(), base.agent()), or(Words.oneLine(head.persona()), base.persona()),
                join(head.rules(), base.rules(), x -> x), join(head.tools(), base.tools(), x -> x),
                joined(head.synonyms(), base.synonyms()), phrases(head, base),
                join(head.moods(), base.moods(), Mood::id),
                join(head.offers(), base.offers(), Offer::id), join(entities, base.entities(), Entity::name),
                join(intents, base.intents(), Intent::id), join(articles, base.articles(), Article::id),
                join(items, base.items(), item -> item.type() + "." + item.id()));
    }

    private <T> Optional<T> part(String name, Class<T> type) { return files.apply(name).map(text -> text.read(type)); }

    private static Phrases phrases(PackFile.Head head, @Nullable Pack base) {
        var own = head.phrases();
        if (base != null) {
            return own == null ? base.phrases() : own.over(base.phrases());
        }
        if (own == null) {
            throw new IllegalArgumentException("phrases are missing, and the pack builds on no other");
        }
        return own.alone();
    }

    private static String or(String own, String other) { return own.isEmpty() ? other : own; }

    /// Own parts first; a part of the same name replaces the other's.
    private static <T> List<T> join(List<T> own, List<T> other, Function<T, String> name) {
        var all = new LinkedHashMap<String, T>();
        Stream.concat(own.stream(), other.stream()).forEach(part -> all.putIfAbsent(name.apply(part), part));
        return List.copyOf(all.values());
    }

    private static Map<String, List<String>> joined(Map<String, List<String>> own, Map<String, List<String>> other) {
        var all = new LinkedHashMap<>(other);
        all.putAll(own);
        return all;
    }

    private static List<Item> items(PackFile.Items file) {
        var all = new ArrayList<Item>();
        file.records().forEach((type, byId) -> byId.forEach((id, fields) -> all.add(new Item(type, id, fields))));
        return all;
    }
}
