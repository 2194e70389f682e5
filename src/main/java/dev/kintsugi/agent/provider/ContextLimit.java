package dev.kintsugi.agent.provider;

import java.util.regex.Pattern;

/// Finds the limit that an overflow message quotes. OpenAI, DeepSeek and vLLM write "maximum context length is N
/// tokens", LM Studio "context length of only N tokens", llama.cpp "context size (N tokens)". Stateless.
final class ContextLimit {
    private static final Pattern QUOTED = Pattern
            .compile("(?i)context (?:length|size|window)\\D{0,24}?(\\d[\\d,]{1,8})(?=\\s*tokens|[).\\s]|$)");

    private ContextLimit() {}

    /// The limit in tokens, 0 when the message speaks of none.
    static int quotedIn(String message) {
        var found = QUOTED.matcher(message);
        return found.find() ? Integer.parseInt(found.group(1).replace(",", "")) : 0;
    }
}
