package dev.kintsugi.app;

import dev.kintsugi.cli.Terminal;
import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the terminal of this process can do, as the system and the environment tell: its charset, its width, its
/// colours. Immutable.
///
/// @param person whether a person sits in front of it
/// @param output what the terminal shows; the system's charset when it does not tell
record Screen(Environment environment, boolean person, Charset input, Charset output) {
    private static final int NARROWEST = 40;
    private static final int WIDEST = 240;
    private static final int USUAL = 100;

    static Screen here(Environment environment) {
        var person = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Screen(environment, person, charset("stdin.encoding"), charset("stdout.encoding"));
    }

    Terminal terminal(InputStream in, OutputStream out, OutputStream err) {
        return new Terminal(new BufferedReader(new InputStreamReader(in, reading())), writer(out), writer(err), look());
    }

    Terminal.Look look() { return new Terminal.Look(color(), person, columns(), output); }

    /// Whatever is plain ASCII is UTF-8 too, and more often than not the locale was just not set.
    private Charset reading() { return input.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : input; }

    /// Colours for a person who did not ask for none (no-color.org).
    private boolean color() { return person && environment.value("NO_COLOR").isEmpty() && !dumb(); }

    private boolean dumb() { return environment.value("TERM").filter("dumb"::equals).isPresent(); }

    private int columns() {
        return environment.value("COLUMNS").filter(c -> c.matches("\\d{1,4}")).map(Integer::parseInt)
                .map(c -> Math.clamp(c, NARROWEST, WIDEST)).orElse(USUAL);
    }

    private PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, output), true);
    }

    private static Charset charset(String property) {
        return Optional.ofNullable(System.getProperty(property)).filter(Charset::isSupported).map(Charset::forName)
                .orElse(Charset.defaultCharset());
    }
}
