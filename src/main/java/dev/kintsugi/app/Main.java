package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.Cli;
import dev.kintsugi.cli.Terminal;
import dev.kintsugi.lab.LabSettings;
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
        var door = new LocalDoor(places, new Resolution(environment, KeyFile.ofUser(), LabSettings.defaults()));
        var code = new Cli(terminal, door).run(args);
        terminal.out().flush();
        System.exit(code);
    }

    private static Terminal terminal() {
        var person = System.console() != null && System.console().isTerminal();
        return new Terminal(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                person && System.getenv("NO_COLOR") == null, person);
    }
}
