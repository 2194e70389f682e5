package dev.kintsugi.agent.prompt;

import dev.kintsugi.domain.model.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The system message: who the agent is, its rules, what may help with the question, and notes for this one answer.
/// Written for any model to read; a scripted model takes it apart again. Immutable.
public record SystemPrompt(String persona, List<String> rules, List<Passage> passages, List<String> notes) {
    private static final String RULES = "## Rules";
    private static final String SOURCES = "## What you know that may help";
    private static final String NOTES = "## Notes for this answer";
    private static final String PASSAGE = "### ";
    private static final Pattern LINE_END = Pattern.compile("\\s*\\n\\s*");

    public SystemPrompt {
        rules = List.copyOf(rules);
        passages = List.copyOf(passages);
        notes = List.copyOf(notes);
    }

    public String text() {
        var text = new StringBuilder(persona);
        section(text, RULES, rules);
        if (!passages.isEmpty()) {
            text.append("\n\n").append(SOURCES);
            passages.forEach(passage -> text.append('\n').append(PASSAGE).append(passage.title()).append('\n')
                    .append(passage.text()));
        }
        section(text, NOTES, notes);
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("\n\n").append(heading);
            lines.forEach(line -> text.append("\n- ").append(LINE_END.matcher(line.strip()).replaceAll(" ")));
        }
    }

    /// Takes a system message apart; a text that is none of ours is all persona. Titles stand in for passage ids.
    public static SystemPrompt parse(String text) {
        var reader = new Reader();
        text.lines().forEach(reader::line);
        return reader.read();
    }

    private static final class Reader {
        private final StringBuilder persona = new StringBuilder();
        private final List<String> rules = new ArrayList<>();
        private final List<Passage> passages = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private String section = "";
        private String title = "";

        void line(String line) {
            if (line.equals(RULES) || line.equals(SOURCES) || line.equals(NOTES)) {
                section = line;
                return;
            }
            switch (section) {
                case RULES -> bullet(line, rules);
                case NOTES -> bullet(line, notes);
                case SOURCES -> source(line);
                default -> persona.append(persona.isEmpty() ? "" : "\n").append(line);
            }
        }

        private static void bullet(String line, List<String> into) {
            if (line.startsWith("- ")) {
                into.add(line.substring(2));
            }
        }

        private void source(String line) {
            if (line.startsWith(PASSAGE)) {
                title = line.substring(PASSAGE.length());
            } else if (!title.isEmpty() && !line.isBlank()) {
                passages.add(new Passage(title, title, line));
            }
        }

        SystemPrompt read() { return new SystemPrompt(persona.toString().strip(), rules, passages, notes); }
    }
}
