package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.recovery.Detection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds a success that is claimed and did not happen: the reply says that something was booked, paid or opened, and no
/// tool did any such thing, in this turn or earlier, nor does a tool's answer say so.
public final class EffectDetector implements Detector {
    public static final String NAME = "effect";
    private static final Set<String> IRREGULAR = Set.of("paid", "sent", "made", "done", "reset");

    @Override
    public Optional<Detection> check(Observation o) {
        var r = o.reading();
        for (var hit : r.hits(Mark.DONE)) {
            int sentence = r.sentence(hit.from());
            if (!r.has(Mark.NOT, sentence) && !supposed(r, hit) && !asks(r, sentence) && !happened(r, hit, o)) {
                int end = r.sentenceEnd(sentence);
                return Optional.of(new Detection(NAME, 0, Text.of("no tool did what the reply says was done"),
                        r.start(hit.from()), end, Text.of(used(o))));
            }
        }
        return Optional.empty();
    }

    private static boolean supposed(Reading r, Reading.Hit hit) {
        return r.hits(Mark.SUPPOSES).stream()
                .anyMatch(h -> r.sentence(h.from()) == r.sentence(hit.from()) && h.from() < hit.from())
                || hit.from() > 0 && Set.of("once", "when", "after", "until", "that", "as", "unless", "before")
                        .contains(r.word(hit.from() - 1));
    }

    private static boolean asks(Reading r, int sentence) {
        return r.text().substring(r.sentenceStart(sentence), r.sentenceEnd(sentence)).stripTrailing().endsWith("?");
    }

    /// Either a tool with an effect succeeded, or what a tool, the user or the knowledge says speaks of the same deed.
    private static boolean happened(Reading r, Reading.Hit hit, Observation o) {
        var deed = deed(r, hit);
        return uses(o).anyMatch(u -> u.effect() != Effect.READ && u.result().ok())
                || uses(o).anyMatch(u -> u.result().ok() && says(deed, o, u.result().content()))
                || o.conversation().stream().anyMatch(m -> says(deed, o, m.content()));
    }

    /// The word of the phrase that says what was done: who asks to have it booked does not say that it is.
    private static String deed(Reading r, Reading.Hit hit) {
        for (int i = hit.to() - 1; i > hit.from(); i--) {
            if (r.word(i).endsWith("ed") || IRREGULAR.contains(r.word(i))) {
                return r.word(i);
            }
        }
        return r.word(hit.to() - 1);
    }

    private static boolean says(String deed, Observation o, String text) {
        var said = o.knowledge().read("", text).reading();
        return IntStream.range(0, said.size()).anyMatch(i -> said.word(i).equals(deed));
    }

    private static Stream<ToolUse> uses(Observation o) {
        return Stream.concat(o.earlier().stream(), o.tools().stream());
    }

    private static String used(Observation o) {
        var names = uses(o).map(u -> u.call().name()).distinct().toList();
        return names.isEmpty() ? "no tool was used" : "tools used: " + String.join(", ", names);
    }
}
