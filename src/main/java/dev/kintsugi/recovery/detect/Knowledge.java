package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an agent was given to know, read for facts once, and a memory of what else has been read: a conversation is
/// checked against again and again as it grows. Safe for many threads; what it remembers never changes an answer.
public final class Knowledge {
    private static final int REMEMBERED = 500;

    private final List<Evidence> passages;
    private final String agent;
    private final Map<String, Evidence> read = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Evidence> eldest) { return size() > REMEMBERED; }
    };

    private Knowledge(List<Evidence> passages, String agent) {
        this.passages = passages;
        this.agent = agent;
    }

    /// Reads the passages.
    ///
    /// @param agent the agent's name, which needs no evidence
    public static Knowledge of(List<Passage> passages, String agent) {
        return new Knowledge(passages.stream().map(p -> Evidence.of(p.title(), p.text(), false)).toList(), agent);
    }

    List<Evidence> passages() { return passages; }

    String agent() { return agent; }

    /// What is said in the conversation or by a tool, read for facts.
    Evidence read(String title, String text) {
        synchronized (read) {
            return read.computeIfAbsent(title + "\n" + text, _ -> Evidence.of(title, text, true));
        }
    }
}
