package dev.kintsugi.agent.pack;

import java.util.List;
import java.util.regex.Pattern;

/// A mood that shows in a message, and how to acknowledge it. Immutable.
public record Mood(String id, List<Pattern> cues, List<String> say) {
    public Mood {
        Words.filled("a mood's id", id);
        cues = List.copyOf(cues);
        say = say.stream().map(Words::oneLine).toList();
    }

    public boolean shows(String message) { return cues.stream().anyMatch(cue -> cue.matcher(message).find()); }
}
