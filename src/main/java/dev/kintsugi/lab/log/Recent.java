package dev.kintsugi.lab.log;

import dev.kintsugi.domain.event.JsonText;
import dev.kintsugi.domain.model.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;

/// The latest messages of a growing conversation as JSON, each written once: a turn must not cost more the longer the
/// talk is. Not safe for use by several threads.
final class Recent {
    private static final int KEPT = 100;

    /// Every message with a comma before it.
    private final StringBuilder json = new StringBuilder();
    private final ArrayDeque<Integer> lengths = new ArrayDeque<>();
    /// Where the oldest of the latest begins; what lies before it is cut off now and then.
    private int begin;
    private int written;

    void forget() {
        json.setLength(0);
        lengths.clear();
        begin = 0;
        written = 0;
    }

    /// The last messages, a hundred at most: a JSON array without its brackets.
    String of(List<Message> messages) {
        for (written = Math.max(written, messages.size() - KEPT); written < messages.size(); written++) {
            write(messages.get(written));
        }
        return json.substring(Math.min(begin + 1, json.length()));
    }

    private void write(Message message) {
        var before = json.length();
        json.append(",{\"role\":\"").append(message.role().name().toLowerCase(Locale.ROOT)).append("\",\"content\":");
        JsonText.quoteWhole(message.content(), json);
        json.append('}');
        lengths.add(json.length() - before);
        if (lengths.size() > KEPT) {
            begin += lengths.remove();
        }
        if (begin > json.length() / 2) {
            json.delete(0, begin);
            begin = 0;
        }
    }
}
