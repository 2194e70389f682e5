package dev.kintsugi.recovery.detect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns of phrase and what they give away, as a tree of words: all phrases are looked for in one pass. In the file
/// `(a|b)` stands for either, `(a|)` for a word that may be missing, `#` for a word with a figure in it. Immutable.
final class Lexicon {
    static final Lexicon STANDARD = read();

    private static final String FIGURE = "#";

    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final List<Mark> marks = new ArrayList<>(1);

        @Nullable
        Node after(String word) {
            var exact = next.get(word);
            return exact == null && next.containsKey(FIGURE) && Word.figure(word)
                    ? next.get(FIGURE)
                    : exact;
        }
    }

    private Lexicon(Map<Mark, List<String>> phrases) {
        phrases.forEach((mark, all) -> all.forEach(p -> alternatives(p).forEach(words -> add(mark, words))));
    }

    private void add(Mark mark, String phrase) {
        var node = root;
        for (var word : phrase.strip().toLowerCase(Locale.ROOT).split(" +")) {
            node = node.next.computeIfAbsent(word, _ -> new Node());
        }
        if (!node.marks.contains(mark)) {
            node.marks.add(mark);
        }
    }

    /// Every way of reading a phrase: the first bracket is opened, then the rest.
    static List<String> alternatives(String phrase) {
        int open = phrase.indexOf('(');
        if (open < 0) {
            return List.of(phrase);
        }
        int close = phrase.indexOf(')', open);
        var all = new ArrayList<String>();
        for (var choice : phrase.substring(open + 1, close).split("\\|", -1)) {
            all.addAll(alternatives(phrase.substring(0, open) + choice + phrase.substring(close + 1)));
        }
        return all;
    }

    /// Every phrase in the text that stays within a sentence.
    List<Reading.Hit> hits(Reading text) {
        var hits = new ArrayList<Reading.Hit>(1 + text.size() / 4);
        for (int from = 0; from < text.size(); from++) {
            var node = root.after(text.word(from));
            for (int at = from; node != null; node = step(node, text, from, ++at)) {
                for (var mark : node.marks) {
                    hits.add(new Reading.Hit(mark, from, at + 1));
                }
            }
        }
        return hits;
    }

    private static @Nullable Node step(Node node, Reading text, int from, int at) {
        return at < text.size() && text.sentence(at) == text.sentence(from) ? node.after(text.word(at)) : null;
    }

    private static Lexicon read() {
        try (var in = Lexicon.class.getResourceAsStream("/recovery/lexicon.yaml")) {
            var file = new ObjectMapper(new YAMLFactory()).readValue(in,
                    new TypeReference<Map<String, List<String>>>() {
                    });
            var phrases = new EnumMap<Mark, List<String>>(Mark.class);
            file.forEach((name, all) -> phrases.put(Mark.valueOf(name.toUpperCase(Locale.ROOT)), all));
            return new Lexicon(phrases);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem("The detectors' phrases cannot be read", "recovery/lexicon.yaml is missing or damaged",
                    "Install Kintsugi again", Problem.Exit.INTERNAL, e);
        }
    }
}
