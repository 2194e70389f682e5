package dev.kintsugi.agent.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Works an answer out once and remembers it, for functions that always answer the same: a talk is read again with every
/// message. Forgets everything when it has grown to 4,000 answers. Safe for many threads.
public final class Remembered<K, V> {
    private static final int MOST = 4_000;

    private final Function<K, V> function;
    private final Map<K, V> answers = new ConcurrentHashMap<>();

    public Remembered(Function<K, V> function) { this.function = function; }

    public V of(K question) {
        var known = answers.get(question);
        if (known != null) {
            return known;
        }
        if (answers.size() >= MOST) {
            answers.clear();
        }
        var answer = function.apply(question);
        answers.put(question, answer);
        return answer;
    }
}
