package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A character of several bytes that arrives in two segments. A client must not notice.
record SplitCharacter() implements Disturbance {
    private static final int LAST_OF_ONE_BYTE = 0x7f;
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})'(?=\\p{L})");
    private static final Pattern SPACE = Pattern.compile("(?<=\\p{L}) (?=\\p{L})");
    private static final Parameter DELAY = Common.delay(50, "How long the second half is in coming.");

    @Override
    public String name() { return "split_character"; }

    @Override
    public String summary() {
        return "A character of several bytes arrives in two segments; a client must not notice.";
    }

    @Override
    public List<Parameter> parameters() { return List.of(DELAY); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.REPLY; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var steps = new ArrayList<Step>();
        var split = false;
        for (var step : reply.undisturbed()) {
            if (!split && step instanceof Step.Data(var bytes) && inside(bytes) > 0) {
                steps.add(new Step.Data(Arrays.copyOf(bytes, inside(bytes))));
                steps.add(new Step.Pause(Duration.ofMillis(set.number(DELAY.name()))));
                steps.add(new Step.Data(Arrays.copyOfRange(bytes, inside(bytes), bytes.length)));
                split = true;
            } else {
                steps.add(step);
            }
        }
        return split ? Optional.of(steps) : Optional.empty();
    }

    /// A text without such a character gets one that reads the same: an apostrophe within a word, or else a space
    /// between two.
    @Override
    public Optional<Rewording> rewording(Settings set) { return Optional.of(new Rewording(SplitCharacter::with, "")); }

    private static String with(String text) {
        if (text.chars().anyMatch(c -> c > LAST_OF_ONE_BYTE)) {
            return text;
        }
        var other = APOSTROPHE.matcher(text).replaceFirst("\u2019");
        return other.equals(text) ? SPACE.matcher(text).replaceFirst("\u00a0") : other;
    }

    /// The place after the first byte of the first such character, 0 when there is none.
    private static int inside(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return i + 1;
            }
        }
        return 0;
    }
}
