package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.Cli;
import dev.kintsugi.cli.Terminal;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.workbench.shell.Workbench;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The one entry point: a command's name opens the terminal, none opens the workbench.
public final class Main {
    /// Held here because the library's advice on JVM flags is not for people, and a logger nobody holds forgets its level.
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Main() {}

    public static void main(String[] args) {
        var environment = new Environment(System.getenv());
        var places = Places.here();
        System.setProperty("kintsugi.logs", places.logs().toString());
        System.setProperty("kintsugi.log.level",
                environment.value("LOG_LEVEL").orElse("INFO").toUpperCase(Locale.ROOT));
        LUCENE.setLevel(Level.SEVERE);
        var terminal = terminal();
        environment.notYet().forEach(name -> {
            terminal.err().println(name + " is set, but not yet supported: it has no effect.");
            terminal.err().flush();
        });
        var code = args.length == 0 ? window(terminal, places, environment) : terminal(terminal, places, environment, args);
        terminal.out().flush();
        System.exit(code);
    }

    private static int terminal(Terminal terminal, Places places, Environment environment, String... args) {
        var resolution = new Resolution(environment, KeyFile.ofUser(), LabSettings.defaults());
        return new Cli(terminal, new LocalDoor(places, resolution)).run(args);
    }

    /// The window starts with the standard recovery; without a display the insurance case is played instead.
    private static int window(Terminal terminal, Places places, Environment environment) {
        if (!Workbench.displayAvailable()) {
            terminal.out().println("There is no display to open the workbench on, so the insurance case is played here.");
            terminal.out().println("On a desktop, the same command opens the window. All commands: kintsugi --help");
            return terminal(terminal, places, environment, "replay", "demos/insurance");
        }
        var start = LabSettings.defaults().withPolicy("standard");
        var resolution = new Resolution(environment, KeyFile.ofUser(), start);
        try {
            new WindowDoor(places, resolution, new LocalDoor(places, resolution)).open();
            return 0;
        } catch (Problem e) {
            terminal.err().println(e.what() + ": " + e.why() + ".");
            terminal.err().println(e.todo() + ".");
            return e.exit().code();
        }
    }

    private static Terminal terminal() {
        var person = System.console() != null && System.console().isTerminal();
        return new Terminal(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                person && System.getenv("NO_COLOR") == null, person);
    }
}
