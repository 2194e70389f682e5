package dev.kintsugi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.util.Map;

/// Where a command reads and writes: words for people, or one JSON object for programs. Used by one thread.
///
/// @param color whether marks may be coloured
public record Terminal(BufferedReader in, PrintWriter out, PrintWriter err, boolean color, boolean interactive) {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void json(Map<String, ?> object) {
        try {
            line(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + object.keySet(), e);
        }
    }

    /// A mark in its colour: red breaks, gold mends, the rest is neutral.
    String paint(Tone tone, String text) { return color ? tone.code + text + "\u001b[0m" : text; }

    /// The few colours there are.
    enum Tone {
        BREAKS("\u001b[31m"), MENDS("\u001b[33m"), QUIET("\u001b[2m"), STRONG("\u001b[1m");

        private final String code;

        Tone(String code) { this.code = code; }
    }

    /// Text in lines of at most that many columns, each after an indent.
    static String wrapped(String text, int columns, String indent) {
        var out = new StringBuilder();
        for (var paragraph : text.strip().split("\n")) {
            var line = new StringBuilder(indent);
            for (var word : paragraph.strip().split("\\s+")) {
                if (line.length() + word.length() + 1 > columns && line.length() > indent.length()) {
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
