package dev.kintsugi.cli;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.services.ServiceName;
import dev.kintsugi.services.Services;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Runs the seven services until it is told to end.
@CommandLine.Command(description = "Run seven small services for the tools of an agent: search, weather, movies, calendar, calculator, messages, translation.", mixinStandardHelpOptions = true, footer = {
        "",
        "They answer in the shape of well-known APIs (see docs/howto/errands.md), to this machine only, and",
        "forget everything at the end. Ctrl-C ends them.", "", "Examples:", "  kintsugi services",
        "  kintsugi services --first-port 5000", "  kintsugi services --json"})
final class ServicesCommand extends Command {
    @Option(names = "--first-port", paramLabel = "N", description = "The port of the first; the others follow it. 5000 for the usual ones, 0 for any free ones. Default: ${DEFAULT-VALUE}.")
    int firstPort;

    @Option(names = "--movies", paramLabel = "FILE", description = "Films in place of the lab's own: a JSON array, each with name and original_name.")
    @Nullable
    Path movies;

    ServicesCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() { return Heeded.only("the services run without an agent and keep nothing", "--seed"); }

    @Override
    int run() {
        var told = Stopping.told();
        var seed = options.seed == null ? Services.Settings.DEFAULT.seed() : options.seed;
        try (var services = new Services(new Services.Settings(firstPort, seed, movies), new ConversationClock())) {
            say(services.addresses());
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Map<String, Object> json(ServiceName name, URI address) {
        var out = new LinkedHashMap<String, Object>();
        out.put("service", name.word());
        out.put("url", address.toString());
        return out;
    }

    private void say(Map<ServiceName, URI> addresses) {
        if (options.json) {
            terminal.json(Map.of("services",
                    addresses.entrySet().stream().map(a -> json(a.getKey(), a.getValue())).toList()));
            return;
        }
        addresses.forEach((name, address) -> terminal.line(String.format("%-12s %s", name.word(), address)));
        terminal.line("Each tells how it is at /health. Ctrl-C ends them.");
    }
}
