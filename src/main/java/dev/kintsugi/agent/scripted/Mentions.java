package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Entity;
import dev.kintsugi.agent.pack.Item;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.search.Remembered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds what people name in a text: numbers, cities, days, names. Safe for many threads.
final class Mentions {
    private final List<Finder> finders;
    private final Remembered<String, List<Mention>> found = new Remembered<>(this::find);

    /// One way to find an entity; `value` is fixed, or empty to take what matched.
    private record Finder(Entity entity, Pattern pattern, String value) {}

    Mentions(Pack pack) {
        var all = new ArrayList<Finder>();
        for (var entity : pack.entities()) {
            entity.patterns().forEach(pattern -> all.add(new Finder(entity, pattern, "")));
            entity.values().entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .forEach(value -> all.add(new Finder(entity, anyOf(value.getValue()), value.getKey())));
            if (entity.name().equals("customer_name")) {
                customers(pack).forEach(name -> all.add(new Finder(entity, anyOf(List.of(name)), name)));
            }
        }
        this.finders = List.copyOf(all);
    }

    /// A name is recognised even when written carelessly, if it is one of our customers'.
    private static List<String> customers(Pack pack) {
        return pack.items("customer").stream().map((Item item) -> item.get("name")).filter(name -> !name.isEmpty())
                .toList();
    }

    private static Pattern anyOf(List<String> words) {
        return Pattern.compile(words.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b")),
                Pattern.CASE_INSENSITIVE);
    }

    /// All that a text names, in order; of two that overlap the one that begins first, then the longer.
    List<Mention> in(String text) { return found.of(text); }

    private List<Mention> find(String text) {
        var all = new ArrayList<Mention>();
        for (var finder : finders) {
            var matcher = finder.pattern().matcher(text);
            while (matcher.find()) {
                all.add(new Mention(finder.entity(), value(finder, matcher), matcher.start(), matcher.end()));
            }
        }
        all.sort(Comparator.comparingInt(Mention::start).thenComparingInt(mention -> -mention.end()));
        return withoutOverlaps(all);
    }

    private static List<Mention> withoutOverlaps(List<Mention> all) {
        var kept = new ArrayList<Mention>();
        for (var mention : all) {
            if (kept.isEmpty() || mention.start() >= kept.getLast().end()) {
                kept.add(mention);
            }
        }
        return List.copyOf(kept);
    }

    private static String value(Finder finder, Matcher matcher) {
        if (!finder.value().isEmpty()) {
            return finder.value();
        }
        if (finder.entity().shape().isEmpty()) {
            return (matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : matcher.group()).strip();
        }
        var shaped = finder.entity().shape();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            var part = matcher.group(group);
            shaped = shaped.replace("{" + group + "}", part == null ? "" : part.toUpperCase(Locale.ROOT));
        }
        return shaped;
    }

    /// A text without what it names.
    String without(String text) {
        var rest = new StringBuilder(text);
        in(text).reversed().forEach(mention -> rest.replace(mention.start(), mention.end(), " "));
        return rest.toString();
    }
}
