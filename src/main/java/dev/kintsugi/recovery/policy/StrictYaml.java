package dev.kintsugi.recovery.policy;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads small YAML files strictly: no aliases, no keys twice, no guessing of types, at most 64 kB. Everything it
/// refuses is a [Problem] with file, line and column. Stateless.
final class StrictYaml {
    /// How everything that it refuses begins.
    static final String REFUSED = "The policy file ";

    private static final int MAX_BYTES = 64 * 1024;
    private static final int DEEPEST = 10;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|s|m|min|h)?");

    private StrictYaml() {}

    static Table read(Path file) {
        var place = Place.start(file.toString());
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw place.problem("it is larger than 64 kB", "Keep only what the policy needs");
            }
            return read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw place.problem("it is not text in UTF-8", "Save it as UTF-8");
        } catch (IOException e) {
            throw place.problem("it cannot be read (" + FileTrouble.words(e) + ")",
                    "Check the path and its permissions");
        }
    }

    /// @param file what the text is called in complaints
    static Table read(String file, String text) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            var root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw Place.start(file).problem("it is empty", "Write at least a list 'patterns'");
            }
            return new Entry(at(file, root), root).table();
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw (mark == null ? Place.start(file) : at(file, mark)).problem(
                    "it is not well-formed YAML (" + e.getProblem() + ")", "Check indentation and quotes there");
        } catch (YAMLException e) {
            throw Place.start(file).problem("it is no YAML that a policy needs ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")",
                    "Write text only, without anchors and aliases, at most " + DEEPEST + " deep");
        }
    }

    private static Place at(String file, Node node) { return at(file, node.getStartMark()); }

    private static Place at(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// A place in a file, counted from 1.
    record Place(String file, int line, int column) {
        static Place start(String file) { return new Place(file, 1, 1); }

        Problem problem(String why, String todo) {
            return new Problem(REFUSED + file + " cannot be used, line " + line + ", column " + column, why, todo);
        }
    }

    /// A pattern's name and what is set for it.
    record Named(String name, Table settings) {}

    /// A value at its place.
    record Entry(Place place, Node node) {
        Problem problem(String why, String todo) { return place.problem(why, todo); }

        String text() {
            if (node instanceof ScalarNode scalar && node.getAnchor() == null) {
                return scalar.getValue();
            }
            throw problem("a single value was expected here", "Write plain text or a number, without an anchor");
        }

        Table table() {
            if (!(node instanceof MappingNode mapping) || node.getAnchor() != null) {
                throw problem("settings were expected here, as 'name: value'", node.getAnchor() == null
                        ? "Write them like patterns: [retry], or of one pattern like retry: {attempts: 3}"
                        : "Write them without anchors or aliases");
            }
            var values = new LinkedHashMap<String, Entry>();
            var names = new HashMap<String, Place>();
            for (var pair : mapping.getValue()) {
                var key = new Entry(at(place.file(), pair.getKeyNode()), pair.getKeyNode());
                var value = new Entry(at(place.file(), pair.getValueNode()), pair.getValueNode());
                if (values.put(key.text(), value) != null) {
                    throw key.problem("'" + key.text() + "' stands here twice", "Leave one of them out");
                }
                names.put(key.text(), key.place());
            }
            return new Table(this, values, names);
        }

        List<Entry> list() {
            if (node instanceof SequenceNode sequence && node.getAnchor() == null) {
                return sequence.getValue().stream().map(n -> new Entry(at(place.file(), n), n)).toList();
            }
            throw problem("a list was expected here", "Start each item with '- '");
        }

        Named nameWithSettings() {
            if (node instanceof ScalarNode) {
                return new Named(text(), new Table(this, Map.of(), Map.of()));
            }
            var table = table();
            if (table.values().size() != 1) {
                throw problem("one pattern was expected in this item, found " + table.values().size(),
                        "Give each pattern its own '- '");
            }
            var only = table.values().entrySet().iterator().next();
            return new Named(only.getKey(), only.getValue().table());
        }
    }

    /// Named values.
    ///
    /// @param names where each name stands
    record Table(Entry self, Map<String, Entry> values, Map<String, Place> names) {
        void allow(String... settings) {
            var known = List.of(settings);
            values.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                throw names.getOrDefault(name, self.place()).problem("there is no setting '" + name + "' here",
                        known.isEmpty()
                                ? "Leave it out"
                                : Meant.of(name, known) + "Use one of: " + String.join(", ", known));
            });
        }

        /// Where complaints about this setting point: at its value, or at all settings when it is absent.
        Entry at(String name) { return values.getOrDefault(name, self); }

        String text(String name, String usual) {
            var entry = values.get(name);
            return entry == null ? usual : entry.text();
        }

        int whole(String name, int usual) { return (int) numeric(name, usual, "a whole number", "\\d{1,9}"); }

        double number(String name, double usual) { return numeric(name, usual, "a number", "\\d{1,9}(\\.\\d{1,6})?"); }

        private double numeric(String name, double usual, String expected, String shape) {
            var entry = values.get(name);
            if (entry == null) {
                return usual;
            }
            if (!entry.text().matches(shape)) {
                throw entry.problem(name + " is " + expected + ", but was '" + entry.text() + "'",
                        "Write digits only, at most nine");
            }
            return Double.parseDouble(entry.text());
        }

        boolean yes(String name, boolean usual) {
            var entry = values.get(name);
            return entry == null ? usual : switch (entry.text().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw entry.problem(name + " is yes or no, but was '" + entry.text() + "'",
                        "Write true or false");
            };
        }

        Duration duration(String name, Duration usual) {
            var entry = values.get(name);
            return entry == null ? usual : duration(name, entry);
        }

        private static Duration duration(String name, Entry entry) {
            var match = DURATION.matcher(entry.text().strip());
            if (!match.matches()) {
                throw entry.problem(name + " is a length of time, but was '" + entry.text() + "'",
                        "Write it like 500ms, 2s, 1.5s, 5m or 1h");
            }
            return Duration.ofMillis(Math.round(Double.parseDouble(match.group(1)) * unit(match.group(2))));
        }

        private static int unit(@Nullable String unit) {
            return switch (unit) {
                case "ms" -> 1;
                case "m", "min" -> 60_000;
                case "h" -> 3_600_000;
                case null, default -> 1000;
            };
        }

        <E extends Enum<E>> E constant(String name, E usual) {
            var entry = values.get(name);
            if (entry == null) {
                return usual;
            }
            var all = EnumSet.allOf(usual.getDeclaringClass());
            var words = all.stream().map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
            return all.stream().filter(e -> e.name().equalsIgnoreCase(entry.text())).findFirst()
                    .orElseThrow(() -> entry.problem(name + " cannot be '" + entry.text() + "'",
                            Meant.of(entry.text(), words) + "Use one of: " + String.join(", ", words)));
        }

        /// The settings under this name; none when it is absent.
        Table table(String name) {
            var entry = values.get(name);
            return entry == null ? new Table(self, Map.of(), Map.of()) : entry.table();
        }

        List<Entry> list(String name) {
            var entry = values.get(name);
            return entry == null ? List.of() : entry.list();
        }
    }
}
