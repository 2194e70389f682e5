package dev.kintsugi.agent.pack;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something a person may want, and how the agent goes about it. Immutable.
///
/// @param area    what it is about in one word; intents of one area follow each other more readily
/// @param small   small talk: gives way to anything of substance in the same message
/// @param yields  often mere context ("I had an accident"): gives way to a question in the same message
/// @param asks    sample phrasings
/// @param cues    patterns, regardless of case, that speak strongly for it
/// @param follows areas after which it is likely; empty when it needs no context
/// @param starts  entities that begin it when they come alone, e.g. a bare claim number
/// @param plan    what has to be known and done before replying, in order
/// @param replies the first case whose conditions hold, and whose blanks can be filled, is said
public record Intent(String id, String area, boolean small, boolean yields, List<String> asks, List<Pattern> cues,
        List<String> follows,
        List<String> starts, List<Step> plan, List<ReplyCase> replies) {
    public Intent {
        Words.filled("an intent's id", id);
        asks = List.copyOf(asks);
        cues = List.copyOf(cues);
        follows = List.copyOf(follows);
        starts = List.copyOf(starts);
        plan = List.copyOf(plan);
        replies = List.copyOf(replies);
        if (asks.isEmpty() && cues.isEmpty()) {
            throw new IllegalArgumentException("intent '" + id + "' has neither sample phrasings nor cues");
        }
        if (replies.isEmpty()) {
            throw new IllegalArgumentException("intent '" + id + "' has no replies");
        }
    }

    /// What its replies and questions state whatever is known: their sentences without blanks. Empty when there are none,
    /// and for an article, whose passage says it.
    String stated() {
        return id.startsWith("article.")
                ? ""
                : Stream.concat(plan.stream().flatMap(step -> step.ask().stream()),
                        replies.stream().flatMap(reply -> reply.say().stream()))
                        .flatMap(text -> Arrays.stream(text.split("(?<=[.!?]) ")))
                        .filter(sentence -> sentence.indexOf('{') < 0).distinct().collect(Collectors.joining(" "));
    }
}
