package dev.kintsugi.agent.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Works an answer out once and remembers it, for functions that always answer the same: a talk is read again with every
/// message. Forgets everything when it has grown to 4,000 answers, or to as many as it may have. Safe for many threads.
public final class Remembered<K, V> {
    private static final int MOST = 4_000;

    private final Function<K, V> function;
    private final int most;
    private final Map<K, V> answers = new ConcurrentHashMap<>();

    public Remembered(Function<K, V> function) { this(function, MOST); }

    /// @param most how many answers it has at most
    public Remembered(Function<K, V> function, int most) {
        this.function = function;
        this.most = most;
    }

    public V of(K question) {
        var known = answers.get(question);
        if (known != null) {
            return known;
        }
        if (answers.size() >= most) {
            answers.clear();
        }
        var answer = function.apply(question);
        answers.put(question, answer);
        return answer;
    }
}
