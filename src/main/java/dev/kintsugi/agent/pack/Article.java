package dev.kintsugi.agent.pack;

import dev.kintsugi.domain.model.Passage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A passage of a pack with the questions it answers. Immutable.
///
/// @param area what it is about in one word, so that a follow-up question finds its way
/// @param more what to add when someone wants to know more; empty when there is nothing
/// @param asks sample questions; the title counts as one
public record Article(String id, String title, String area, String text, String more, List<String> asks) {
    public Article {
        Words.filled("an article's id", id);
        Words.filled("the title of article " + id, title);
        Words.filled("the text of article " + id, text);
        text = Words.oneLine(text);
        more = Words.oneLine(more);
        asks = List.copyOf(asks);
    }

    public Passage passage() { return new Passage(id, title, more.isEmpty() ? text : text + " " + more); }

    /// Answering it is an intent like any other: no slots, no tools, the text as the reply.
    Intent intent() {
        var phrases = Stream.concat(Stream.of(title), asks.stream()).toList();
        return new Intent("article." + id, area, false, false, phrases, List.of(), List.of(), List.of(), List.of(),
                List.of(new ReplyCase(Map.of(), more.isEmpty() ? List.of(text) : List.of(text, text + " " + more),
                        "")));
    }
}
