package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.util.Locale;

/// A turn as lines of text: what was said, what the failure made of it, what recovery did, what was delivered.
final class TurnText {
    private static final String INDENT = "    ";

    private final Terminal terminal;

    TurnText(Terminal terminal) { this.terminal = terminal; }

    void print(TurnStory turn) {
        terminal.line(terminal.paint(Tone.STRONG, "You   ") + said(turn.message().value()));
        turn.steps().forEach(this::step);
        if (turn.failed()) {
            text("natural", turn.natural().value(), Tone.QUIET);
            text("observed", turn.observed().value(), Tone.BREAKS);
        }
        if (turn.state() == TurnStory.State.CONCLUDED) {
            terminal.line(terminal.paint(Tone.STRONG, "Agent ") + said(turn.delivered().value()));
        }
    }

    private void step(TurnStep step) {
        if (step.setsSomething()) {
            return;
        }
        var at = String.format(Locale.ROOT, "%10s  ", Words.seconds(step.atMs()));
        terminal.line(Terminal.beside(terminal.paint(Tone.QUIET, at), terminal.paint(tone(step.mark()),
                step.mark().sign() + " " + step.text()), terminal.look().columns()));
    }

    private void text(String name, String text, Tone tone) {
        terminal.line(INDENT + terminal.paint(Tone.QUIET, name));
        terminal.line(terminal.paint(tone, Terminal.wrapped(text, terminal.look().columns(), INDENT + "  ")));
    }

    private String said(String text) { return Terminal.wrapped(text, terminal.look().columns(), "      ").strip(); }

    static Tone tone(Mark mark) {
        return switch (mark) {
            case INJECTED, LOST -> Tone.BREAKS;
            case RECOVERED -> Tone.MENDS;
            case DETECTED -> Tone.STRONG;
            case SOFTENED, NATURAL, ACTION, WAIT -> Tone.QUIET;
        };
    }
}
