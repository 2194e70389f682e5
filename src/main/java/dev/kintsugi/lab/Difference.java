package dev.kintsugi.lab;

import dev.kintsugi.report.audit.LogReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The first event in which a replay does not do what the log says. Immutable.
///
/// @param sequence of the event in the log; one past its end when the replay goes on after it
/// @param type     of the event in the log, e.g. `delivered`
/// @param what     what differs: field, what the log says, what the replay says
public record Difference(long sequence, int turn, String type, List<String> what) {
    private static final int SHOWN = 160;

    public Difference {
        what = List.copyOf(what);
    }

    static Difference between(Map<String, Object> logged, String replayed) {
        var other = LogReader.parse(replayed);
        var what = new ArrayList<String>();
        for (var field : List.of("type", "turn", "seq", "lab", "wall", "cause")) {
            compare(field, logged.get(field), other.get(field), what);
        }
        if (what.stream().noneMatch(w -> w.startsWith("type"))) {
            compare("body", spelled(logged.get("body"), texts(logged)), spelled(other.get("body"), texts(other)), what);
        }
        if (what.isEmpty()) {
            compare("session", logged.get("session"), other.get("session"), what);
            compare("texts", logged.get("texts"), other.get("texts"), what);
            compare("prev", logged.get("prev"), other.get("prev"), what);
            compare("hash", logged.get("hash"), other.get("hash"), what);
        }
        return of(logged, what.isEmpty() ? List.of("the line is written in another way") : what);
    }

    static Difference of(Map<String, Object> logged, List<String> what) {
        return new Difference(number(logged, "seq"), (int) number(logged, "turn"), String.valueOf(logged.get("type")),
                what);
    }

    private static long number(Map<String, Object> line, String name) {
        return line.get(name) instanceof Number n ? n.longValue() : 0;
    }

    private static List<?> texts(Map<String, Object> line) {
        return line.get("texts") instanceof List<?> list ? list : List.of();
    }

    /// The tree with its texts in the place of their numbers.
    private static @Nullable Object spelled(@Nullable Object tree, List<?> texts) {
        return switch (tree) {
            case null -> null;
            case Map<?, ?> map when map.size() == 1 && map.get("text") instanceof Integer i && i < texts.size() ->
                texts.get(i) instanceof Map<?, ?> salted ? salted.get("text") : null;
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, value) -> all.put(String.valueOf(name), spelled(value, texts)));
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<@Nullable Object>();
                list.forEach(each -> all.add(spelled(each, texts)));
                yield all;
            }
            default -> tree;
        };
    }

    private static void compare(String path, @Nullable Object logged, @Nullable Object replayed, List<String> what) {
        if (logged instanceof Map<?, ?> a && replayed instanceof Map<?, ?> b) {
            var names = new LinkedHashSet<Object>(a.keySet());
            names.addAll(b.keySet());
            names.forEach(name -> compare(path + "." + name, a.get(name), b.get(name), what));
        } else if (logged instanceof List<?> a && replayed instanceof List<?> b && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                compare(path + "[" + i + "]", a.get(i), b.get(i), what);
            }
        } else if (!Objects.equals(logged, replayed)) {
            what.add(path.replaceFirst("^body\\.", "") + ": the log says " + shown(logged) + ", the replay "
                    + shown(replayed));
        }
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        var text = value instanceof String s ? "'" + s + "'" : String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }
}
