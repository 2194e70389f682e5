package dev.kintsugi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.Problem;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a command reads and writes: words for people, or one JSON object for programs. Used by one thread.
public record Terminal(BufferedReader in, PrintWriter out, PrintWriter err, Look look) {
    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String BELOW = " ".repeat(6);
    /// The least room for a column of text.
    private static final int NARROWEST = 25;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d+m");
    private static final Pattern MARGIN = Pattern.compile("^ *");
    /// Where a line may end: between words, but not between a number and its unit.
    private static final Pattern BREAK = Pattern
            .compile("(?<![\\d\\s])\\s++|(?<=\\d)\\s++(?!(?:ms|s|min|h|%|[kM]i?B)(?!\\w))");

    /// How it looks. Immutable.
    ///
    /// @param color       whether marks may be coloured
    /// @param interactive whether a person sits in front of it
    /// @param columns     how wide a line may be
    /// @param charset     what it can show
    public record Look(boolean color, boolean interactive, int columns, Charset charset) {
        /// For a pipe that takes anything.
        public static final Look PLAIN = new Look(false, false, 100, StandardCharsets.UTF_8);
    }

    boolean interactive() { return look.interactive; }

    public void line(String text) { asIs(fitted(text)); }

    /// Without regard to how wide the terminal is: what may be meant for a file.
    void asIs(String text) {
        out.println(PlainMarks.in(look.charset, text));
        out.flush();
    }

    /// A person's terminal would break a line that is too long in the middle of a word; a program wants lines whole.
    private String fitted(String text) {
        return !look.interactive
                ? text
                : text.lines().map(line -> wide(line) <= look.columns ? line : hanging(line))
                        .collect(Collectors.joining("\n"));
    }

    private String hanging(String line) {
        var margin = MARGIN.matcher(line).results().findFirst().map(MatchResult::group).orElse("");
        var wrapped = wrapped(line, look.columns, margin + "  ");
        return margin + wrapped.substring(Math.min(wrapped.length(), margin.length() + 2));
    }

    /// Writes over the line that stands there, in one line however narrow the terminal is.
    void over(String text) {
        var room = look.columns - 1;
        out.print("\r" + Beginning.of(text, room) + " ".repeat(Math.max(0, room - text.length())));
        out.flush();
    }

    /// Words beside the answer: what has no effect, how far long work has come.
    public void notice(String text) {
        err.println(PlainMarks.in(look.charset, fitted(text)));
        err.flush();
    }

    /// Tells a problem, and returns the exit code it ends with.
    public int told(Problem problem) {
        notice(problem.what() + ": " + problem.why() + ".");
        notice(problem.todo() + ".");
        if (problem.getCause() != null) {
            LOG.info("problem: {}", problem.what(), problem.getCause());
        }
        return problem.exit().code();
    }

    /// What a program reads in place of an answer.
    void refusal(Problem problem) {
        var words = new LinkedHashMap<String, Object>();
        words.put("what", problem.what());
        words.put("why", problem.why());
        words.put("todo", problem.todo());
        var all = new LinkedHashMap<String, Object>();
        all.put("problem", words);
        all.put("exit_code", problem.exit().code());
        json(all);
    }

    /// Whether nobody reads any longer, as after `| head`.
    boolean gone() { return out.checkError(); }

    /// An answer for a program: one line, so that who reads lines knows when it is whole; over several for a person.
    void json(Map<String, ?> object) {
        out.println(text(object));
        out.flush();
    }

    private String text(Map<String, ?> object) {
        var writer = (look.charset.equals(StandardCharsets.UTF_8) ? JSON : ASCII).writer();
        try {
            return (look.interactive ? writer.with(SerializationFeature.INDENT_OUTPUT) : writer)
                    .writeValueAsString(ordered(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + object.keySet(), e);
        }
    }

    /// The same in every run: a map without an order of its own, as `Map.of`, has another one in each process.
    private static @Nullable Object ordered(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var sorted = new LinkedHashMap<Object, @Nullable Object>();
            (map instanceof SequencedMap ? map : new TreeMap<>(map)).forEach((k, v) -> sorted.put(k, ordered(v)));
            return sorted;
        }
        return value instanceof Collection<?> all ? all.stream().map(Terminal::ordered).toList() : value;
    }

    /// A mark in its colour: red breaks, gold mends, the rest is neutral.
    String paint(Tone tone, String text) { return look.color ? tone.code + text + "\u001b[0m" : text; }

    /// The few colours there are.
    enum Tone {
        BREAKS("\u001b[31m"), MENDS("\u001b[33m"), QUIET("\u001b[2m"), STRONG("\u001b[1m");

        private final String code;

        Tone(String code) { this.code = code; }
    }

    /// Text beside what it explains, in a column of its own; below it where that leaves too little room.
    static String beside(String head, String text, int columns) {
        if (columns - wide(head) < NARROWEST) {
            return head.stripTrailing() + "\n" + wrapped(text, columns, BELOW);
        }
        return head + wrapped(text, columns, " ".repeat(wide(head))).stripLeading();
    }

    /// How many columns it takes; a colour takes none.
    private static int wide(CharSequence text) { return COLOUR.matcher(text).replaceAll("").length(); }

    /// Text in lines of at most that many columns, each after an indent.
    static String wrapped(String text, int columns, String indent) {
        var out = new StringBuilder();
        for (var paragraph : text.strip().split("\n")) {
            var line = new StringBuilder(indent);
            for (var word : BREAK.split(paragraph.strip())) {
                if (wide(line) + wide(word) > columns && line.length() > indent.length()) {
                    out.append(line.toString().stripTrailing()).append('\n');
                    line.setLength(0);
                    line.append(indent);
                }
                line.append(word).append(' ');
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString().stripTrailing();
    }
}
