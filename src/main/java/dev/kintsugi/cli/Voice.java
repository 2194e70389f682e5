package dev.kintsugi.cli;

import dev.kintsugi.agent.voice.SpeechEngine;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.story.TurnStory;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Speaks replies when it was asked to. The text is printed before: speech that fails takes nothing away.
///
/// @param wish `auto` for a program that is installed, a program's name, or absent for silence
record Voice(Terminal terminal, @Nullable String wish) {
    void say(Session session, TurnStory turn) {
        var wanted = wish;
        if (wanted == null || turn.delivered().value().isBlank()) {
            return;
        }
        var engine = wanted.equals("auto")
                ? SpeechEngine.installed(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                : Optional.of(SpeechEngine.of(wanted));
        engine.flatMap(e -> session.speak(turn, e)).or(() -> engine.isEmpty()
                ? Optional.of("No speech program is installed, so replies come as text; install espeak-ng, or name one "
                        + "after --speak")
                : Optional.empty()).ifPresent(words -> terminal.notice(words + "."));
    }
}
