package dev.kintsugi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import sun.misc.Signal;

/// Serves a lab to other programs until it is told to end.
@CommandLine.Command(description = "Serve the lab to other programs: REST, an event stream, and OpenAI's interface at /v1.", mixinStandardHelpOptions = true, footer = {
        "", "It listens to this machine only, and then needs no token. With --host others can reach it: then every",
        "request needs the token that is shown at start. Ctrl-C or SIGTERM ends it in order, with exit code 0.", "",
        "Examples:", "  kintsugi serve", "  kintsugi serve --port 0 --json --chaos mild",
        "  OPENAI_BASE_URL=http://127.0.0.1:8000/v1 your-agent"})
final class ServeCommand extends Command {
    private static final long REFRESH_MS = 500;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    int port = 8000;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: ${DEFAULT-VALUE}, which only this machine can reach.")
    String host = "127.0.0.1";

    @Option(names = "--allow-host", paramLabel = "NAME", description = "A further name under which it may be addressed. May be given more than once.")
    @Nullable
    List<String> hosts;

    @Option(names = "--rate", paramLabel = "N", description = "Messages that one session may send in a minute. Default: ${DEFAULT-VALUE}.")
    int rate = 60;

    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong mended = new AtomicLong();

    ServeCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var told = new CountDownLatch(1);
        Signal.handle(new Signal("TERM"), _ -> told.countDown());
        Signal.handle(new Signal("INT"), _ -> told.countDown());
        try (var lab = onDisk(); var _ = lab.follow(this::count); var gateway = door.serve(lab, wish())) {
            say(gateway.open(), lab);
            until(told);
        }
        summary();
        return 0;
    }

    private ServeWish wish() { return new ServeWish(host, port, hosts == null ? Set.of() : Set.copyOf(hosts), rate); }

    private void count(Batch batch) {
        var turn = batch.interaction();
        if (turn != null) {
            turns.incrementAndGet();
            if (turn.injected()) {
                failures.incrementAndGet();
            }
            if (turn.outcome().equals("recovered")) {
                mended.incrementAndGet();
            }
        }
    }

    private void say(Door.Opened opened, Lab lab) {
        if (options.json) {
            terminal.line(json(opened).toString());
            return;
        }
        terminal.line("Kintsugi serves at " + opened.address());
        terminal.line("  REST    " + opened.address() + "/api/v1   (described at " + opened.address() + "/docs)");
        terminal.line("  OpenAI  " + opened.address() + "/v1");
        terminal.line("  chaos " + (lab.settings().faults().chaos() ? "on" : "off") + ", recovery "
                + lab.settings().policy() + ". Ctrl-C ends it.");
        if (!opened.token().isEmpty()) {
            terminal.line("  Every request needs the token: " + opened.token());
        }
    }

    private static ObjectNode json(Door.Opened opened) {
        var all = JsonNodeFactory.instance.objectNode().put("url", opened.address()).put("port", opened.port())
                .put("rest", opened.address() + "/api/v1").put("openai", opened.address() + "/v1")
                .put("events", opened.address() + "/api/v1/events").put("metrics", opened.address() + "/metrics")
                .put("docs", opened.address() + "/docs");
        return opened.token().isEmpty() ? all : all.put("token", opened.token());
    }

    private void until(CountDownLatch told) {
        try {
            while (!told.await(REFRESH_MS, TimeUnit.MILLISECONDS)) {
                if (terminal.interactive() && !options.json) {
                    terminal.out().print("\r" + counts() + "   ");
                    terminal.out().flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String counts() {
        return turns.get() + " turns, " + failures.get() + " failed by injection, " + mended.get() + " recovered";
    }

    private void summary() {
        if (options.json) {
            terminal.line(JsonNodeFactory.instance.objectNode().put("turns", turns.get()).put("failed", failures.get())
                    .put("recovered", mended.get()).toString());
        } else {
            terminal.line("");
            terminal.line("Ended in order: " + counts() + ".");
        }
    }
}
