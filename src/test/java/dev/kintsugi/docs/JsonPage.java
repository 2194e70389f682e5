package dev.kintsugi.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// What `docs/howto/json.md` says that the commands print: a shape under each heading, read from its table.
public final class JsonPage {
    private static final Pattern HEADING = Pattern.compile("#{2,3} (.+)");
    private static final Pattern ROW = Pattern.compile("\\| (.*?) ?\\| ([a-z ]+) \\| .*");
    private static final Set<String> LEAVES = Set.of("text", "number", "boolean", "time");
    private static final String PROBLEM = "A problem";

    private final Map<String, List<String[]>> tables = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, String> examples = new LinkedHashMap<>();

    public JsonPage() {
        var heading = "";
        var block = "";
        for (var line : lines()) {
            var title = HEADING.matcher(line);
            var row = ROW.matcher(line);
            if (line.startsWith("```")) {
                block = line.substring("```".length());
            } else if (block.equals("sh")) {
                commands.computeIfAbsent(heading, _ -> new ArrayList<>()).add(line);
            } else if (block.equals("json")) {
                examples.merge(heading, line, (a, b) -> a + "\n" + b);
            } else if (title.matches()) {
                heading = title.group(1);
            } else if (row.matches() && !row.group(2).equals("kind")) {
                tables.computeIfAbsent(heading, _ -> new ArrayList<>()).add(new String[]{row.group(1), row.group(2)});
            }
        }
        commands.remove("");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("docs/howto/json.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The headings under which a command stands, with the line that is to be typed.
    public Map<String, String> commands() {
        var out = new LinkedHashMap<String, String>();
        commands.forEach((heading, all) -> out.put(heading, all.getFirst()));
        return out;
    }

    /// The headings under which an example stands, with the example.
    public Map<String, String> examples() { return examples; }

    /// How an answer differs from what stands under that heading; empty when it does not.
    public List<String> unlike(String heading, String answer) {
        var out = new ArrayList<String>();
        differ(shape(heading), read(answer), heading + ": ", out);
        return out;
    }

    public List<String> unlikeAProblem(String answer) { return unlike(PROBLEM, answer); }

    private static JsonNode read(String answer) {
        try {
            return JsonMapper.builder().build().readTree(answer);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + answer, e);
        }
    }

    /// Gives each name of a field that stands anywhere with what it holds.
    public void names(BiConsumer<String, String> each) { tables.keySet().forEach(h -> names(shape(h), each)); }

    private static void names(Kind kind, BiConsumer<String, String> each) {
        switch (kind) {
            case Leaf _ -> {
            }
            case All all -> names(all.of(), each);
            case ByName map -> names(map.of(), each);
            case Fields fields -> fields.all().forEach((name, field) -> {
                each.accept(name, field.kind().words());
                names(field.kind(), each);
            });
        }
    }

    private sealed interface Kind {
        String words();
    }

    private record Leaf(String words) implements Kind {}

    /// A list of objects is one kind, whatever it tells of each: of a condition more is known once it was played.
    private record All(Kind of) implements Kind {
        @Override
        public String words() { return "list of " + (of instanceof Fields ? "objects" : of.words()); }
    }

    private record ByName(Kind of) implements Kind {
        @Override
        public String words() { return "map of " + of.words(); }
    }

    private record Fields(Map<String, Field> all) implements Kind {
        @Override
        public String words() { return new TreeSet<>(all.keySet()).toString(); }
    }

    private record Field(Kind kind, boolean nullable) {}

    private Fields shape(String heading) {
        var rows = tables.get(heading);
        if (rows == null) {
            throw new AssertionError("no table under " + heading);
        }
        var root = new Fields(new LinkedHashMap<>());
        rows.forEach(row -> Arrays.stream(row[0].split(",")).map(n -> n.strip().replace("`", ""))
                .forEach(name -> put(root, name, row[1])));
        return root;
    }

    private void put(Fields root, String path, String said) {
        var nullable = said.endsWith(" or null");
        var kind = kind(said.replace(" or null", ""));
        var at = root;
        var steps = path.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            at = within(at, steps[i]);
        }
        var last = steps[steps.length - 1];
        if (last.isEmpty() || last.endsWith("[]")) {
            (last.isEmpty() ? at : within(at, last)).all().putAll(((Fields) kind).all());
        } else {
            at.all().put(last, new Field(kind, nullable));
        }
    }

    private static Fields within(Fields at, String step) {
        var field = at.all().get(step.replace("[]", ""));
        if (field == null) {
            throw new AssertionError(step + " is not named before what is in it");
        }
        return (Fields) (field.kind() instanceof All all ? all.of() : field.kind());
    }

    private Kind kind(String said) {
        if (said.startsWith("list of ")) {
            return new All(kind(said.substring("list of ".length())));
        }
        if (said.startsWith("map of ")) {
            return new ByName(kind(said.substring("map of ".length())));
        }
        return switch (said) {
            case "object" -> new Fields(new LinkedHashMap<>());
            case "list" -> new All(new Fields(new LinkedHashMap<>()));
            default -> LEAVES.contains(said) ? new Leaf(said) : shape(said);
        };
    }

    private static void differ(Kind kind, JsonNode value, String where, List<String> out) {
        switch (kind) {
            case Leaf leaf -> {
                if (!is(leaf.words(), value)) {
                    out.add(where + " is no " + leaf.words() + ": " + value);
                }
            }
            case All all -> {
                if (value.isArray()) {
                    value.forEach(each -> differ(all.of(), each, where + "[]", out));
                } else {
                    out.add(where + " is no list: " + value);
                }
            }
            case ByName map -> {
                if (value.isObject()) {
                    value.forEach(each -> differ(map.of(), each, where + ".*", out));
                } else {
                    out.add(where + " is no map: " + value);
                }
            }
            case Fields fields -> fields(fields, value, where, out);
        }
    }

    private static void fields(Fields fields, JsonNode value, String where, List<String> out) {
        if (!value.isObject()) {
            out.add(where + " is no object: " + value);
            return;
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!fields.all().containsKey(name)) {
                out.add(where + "." + name + " is printed and not documented");
            }
        });
        fields.all().forEach((name, field) -> {
            var each = value.get(name);
            if (each == null) {
                out.add(where + "." + name + " is documented and not printed");
            } else if (!each.isNull()) {
                differ(field.kind(), each, where + "." + name, out);
            } else if (!field.nullable()) {
                out.add(where + "." + name + " is null");
            }
        });
    }

    private static boolean is(String kind, JsonNode value) {
        return switch (kind) {
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "time" -> value.isTextual() && moment(value.asText());
            default -> value.isTextual();
        };
    }

    private static boolean moment(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
