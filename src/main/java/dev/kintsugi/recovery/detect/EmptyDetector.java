package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.recovery.Detection;
import java.util.Optional;

/// A reply with no word in it.
public final class EmptyDetector implements Detector {
    public static final String NAME = "empty";

    @Override
    public Optional<Detection> check(Observation o) {
        return o.reply().codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || Character.isEmojiPresentation(c))
                ? Optional.empty()
                : Optional.of(new Detection(NAME, 0, Text.of("the reply says nothing"), 0, o.reply().length(),
                        Text.EMPTY));
    }
}
