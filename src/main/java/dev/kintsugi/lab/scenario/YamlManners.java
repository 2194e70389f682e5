package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Problem;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/// Refuses what a stranger's YAML has no need for, before anything is made of it: aliases, anchors, tags, a second
/// document, deep nesting, and what is no YAML. (A tree keeps no trace of most of these.) For one text and one thread.
final class YamlManners {
    static final String SPACES = "Check indentation (spaces, no tabs), colons and quotes near that place";
    private static final int DEEPEST = 24;

    private final String file;
    private int documents;
    private int depth;

    private YamlManners(String file) { this.file = file; }

    static void check(String file, String text) {
        try {
            new Yaml(new LoaderOptions()).parse(new StringReader(text)).forEach(new YamlManners(file)::check);
        } catch (MarkedYAMLException e) {
            throw Source.problem(file, place(mark(e)), "this is not valid YAML: " + inOneLine(e.getProblem()), SPACES);
        } catch (YAMLException e) {
            throw Source.problem(file, Place.START, "this is not valid YAML: " + inOneLine(e.getMessage()), SPACES);
        }
    }

    private void check(Event event) {
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw event instanceof AliasEvent
                    ? refuse(event, "the alias '*" + shortened(node.getAnchor()) + "' is not allowed",
                            "Write the value out")
                    : refuse(event, "the anchor '&" + shortened(node.getAnchor()) + "' is not allowed",
                            "Remove it, and write the value out wherever it is needed");
        }
        switch (event) {
            case ScalarEvent scalar -> tag(scalar, scalar.getTag());
            case CollectionStartEvent start -> {
                tag(start, start.getTag());
                deeper(start);
            }
            case CollectionEndEvent _ -> depth--;
            case DocumentStartEvent start -> document(start);
            default -> {
            }
        }
    }

    private void tag(Event event, @Nullable String tag) {
        if (tag != null) {
            throw refuse(event, "the tag '" + shortened(tag) + "' is not allowed", "Remove it");
        }
    }

    private void deeper(Event event) {
        depth++;
        if (depth > DEEPEST) {
            throw refuse(event, "it is nested more than " + DEEPEST + " deep", "Make it flatter");
        }
    }

    private void document(Event event) {
        documents++;
        if (documents > 1) {
            throw refuse(event, "a second document begins here", "Keep one document a file: remove the line '---'");
        }
    }

    private Problem refuse(Event event, String why, String todo) {
        return Source.problem(file, place(event.getStartMark()), why, todo);
    }

    /// A quote that is never closed ends at the end of the file: where it was opened says more.
    private static @Nullable Mark mark(MarkedYAMLException e) {
        var unclosed = e.getContextMark() != null && inOneLine(e.getProblem()).contains("end of stream");
        return unclosed ? e.getContextMark() : e.getProblemMark();
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// Without what the parser advises in brackets, for which there are words of our own.
    private static String inOneLine(@Nullable String text) {
        return text == null
                ? "it breaks off"
                : shortened(text.strip().replaceAll("\\s+", " ").replaceFirst("\\.? \\(Do not .*", ""));
    }

    private static String shortened(String text) { return text.length() > 80 ? text.substring(0, 80) + "…" : text; }
}
