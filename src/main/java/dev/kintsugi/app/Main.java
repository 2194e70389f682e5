package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.Cli;
import dev.kintsugi.cli.Terminal;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.workbench.shell.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one entry point: a command's name opens the terminal, none opens the workbench.
public final class Main {
    /// Libraries that warn at each start of what no user can change; held here, as a logger that nobody holds forgets its
    /// level.
    private static final List<Logger> TALKATIVE = List.of(Logger.getLogger("org.apache.lucene"),
            Logger.getLogger("javafx"));

    private final Places places;
    private final Terminal terminal;
    private final Resolution resolution;

    private Main(Places places, Terminal terminal, Resolution resolution) {
        this.places = places;
        this.terminal = terminal;
        this.resolution = resolution;
    }

    public static void main(String[] args) {
        var environment = new Environment(System.getenv());
        var places = Places.here();
        System.setProperty(LogFiles.FOLDER, places.logs().toString());
        System.setProperty(LogFiles.LEVEL, environment.logLevel().name());
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
        var output = Output.standard();
        var terminal = Screen.here(environment).terminal(Input.standard(), output, System.err);
        environment.notices().forEach(terminal::notice);
        var main = new Main(places, terminal,
                new Resolution(environment, KeyFile.ofUser(), LabSettings.defaults()));
        var code = args.length == 0 ? main.window(null, Wish.NONE) : main.command(args);
        terminal.out().flush();
        System.exit(output.problem().map(terminal::told).filter(_ -> code == 0).orElse(code));
    }

    private int command(String... args) {
        return new Cli(terminal, new LocalDoor(places, resolution, terminal::notice), this::window).run(args);
    }

    /// The window starts with the standard recovery; without a display the insurance case is played instead.
    private int window(@Nullable Path data, Wish wish) {
        if (!Workbench.displayAvailable()) {
            terminal.line("There is no display to open the workbench on, so the insurance case is played here.");
            terminal.line("On a desktop, the same command opens the window. All commands: kintsugi --help");
            return command("replay", "demos/insurance");
        }
        Workbench.warmUp();
        return new WindowStart(places, resolution.startingWith("standard"), terminal, Workbench::told).open(data, wish);
    }
}
