package dev.kintsugi.lab.time;

import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Makes simulated latency pass on the lab's clock: two fifths before the first word, the rest between the words.
/// Immutable; safe for many threads.
public record Pace(LabClock clock, boolean watched) {
    private static final Pattern WORD = Pattern.compile("\\S+\\s*");

    /// Lets the latency pass and the text flow. Unwatched, nobody reads along, so it flows in one piece.
    public void stream(String text, Duration latency, TokenSink sink) {
        var words = watched && sink != TokenSink.NONE
                ? WORD.matcher(text).results().toList()
                : List.<MatchResult>of();
        if (words.isEmpty()) {
            clock.sleep(latency, WaitReason.MODEL_LATENCY);
            if (!text.isEmpty()) {
                sink.token(text);
            }
            return;
        }
        clock.sleep(latency.multipliedBy(2).dividedBy(5), WaitReason.MODEL_LATENCY);
        var each = latency.multipliedBy(3).dividedBy(5).dividedBy(words.size());
        for (var word : words) {
            sink.token(word.group());
            clock.sleep(each, WaitReason.MODEL_LATENCY);
        }
    }
}
