package dev.kintsugi.agent.pack;

import java.util.List;
import java.util.Map;

/// What to say in one case. Immutable.
///
/// @param when  conditions, key to wanted value: `*` any, `-` none, `!x` anything but x, `a|b` one of them
/// @param say   variants; `{key}` is filled in
/// @param offer what to offer in the end; empty for nothing
public record ReplyCase(Map<String, String> when, List<String> say, String offer) {
    public ReplyCase {
        when = Map.copyOf(when);
        say = say.stream().map(Words::oneLine).toList();
        if (say.isEmpty()) {
            throw new IllegalArgumentException("a reply says something");
        }
    }
}
