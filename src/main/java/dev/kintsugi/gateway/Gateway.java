package dev.kintsugi.gateway;

import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.anthropic.AnthropicGateway;
import dev.kintsugi.gateway.events.Events;
import dev.kintsugi.gateway.guard.Guard;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.gateway.http.HttpServer;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.gateway.http.ServerSettings;
import dev.kintsugi.gateway.openai.OpenAiGateway;
import dev.kintsugi.gateway.openai.VerdictDoor;
import dev.kintsugi.gateway.rest.Rest;
import dev.kintsugi.gateway.telemetry.Counts;
import dev.kintsugi.gateway.telemetry.Prometheus;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.lab.watch.Watch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Everything that other programs reach, on one port behind one guard. Safe for use by many threads.
public final class Gateway implements AutoCloseable {
    private static final int LARGEST_BODY = 4 << 20;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final GuardSettings guard;
    private final Routes routes;
    private final AnthropicGateway anthropic;
    private final HttpServer server;
    private final ChatSource source;
    private final Relay relay;
    private final Events events;
    private final Watch watch;

    private Gateway(GuardSettings guard, Routes routes, AnthropicGateway anthropic, HttpServer server,
            ChatSource source, Relay relay, Events events, Watch watch) {
        this.guard = guard;
        this.routes = routes;
        this.anthropic = anthropic;
        this.server = server;
        this.source = source;
        this.relay = relay;
        this.events = events;
        this.watch = watch;
    }

    /// Starts to listen.
    ///
    /// @param source   what answers at `/v1`; closed with the gateway, or when that cannot be opened
    /// @param relaying how calls at `/v1` are passed on
    /// @param judge    whose verdicts it shows; not closed with it
    /// @param port     0 for any free one
    /// @param version  what `/health` and `/api/v1/system/status` say
    /// @throws dev.kintsugi.domain.Problem when it cannot
    public static Gateway open(Lab lab, ChatSource source, GuardSettings guard, RelaySettings relaying,
            Verdicts judge, int port, String version) {
        var counts = new Counts();
        var prometheus = new Prometheus(lab);
        var watch = lab.follow(batch -> {
            counts.add(batch);
            prometheus.add(batch);
        });
        var events = new Events(lab, counts, HEARTBEAT);
        var relay = new Relay(lab, source, relaying);
        try {
            var routes = new Routes(Answers.REFUSALS);
            var openai = new OpenAiGateway(relay, guard.sessionMinute());
            openai.addTo(routes);
            var anthropic = new AnthropicGateway(relay, guard.sessionMinute(), Answers.REFUSALS);
            new VerdictDoor(judge).addTo(routes);
            Rest.add(routes, lab, counts, prometheus, events, guard.sessionMinute(), version);
            var settings = ServerSettings.DEFAULTS.withRefusals(AnthropicGateway.refusals(Answers.REFUSALS))
                    .withMaxBody(LARGEST_BODY);
            var inside = new Guard(guard, manners(openai, anthropic, judge), anthropic.before(routes));
            return new Gateway(guard, routes, anthropic, HttpServer.start(guard.host(), port, settings, inside), source,
                    relay, events, watch);
        } catch (RuntimeException e) {
            relay.close();
            events.close();
            watch.close();
            source.close();
            throw e;
        }
    }

    private static Guard.Manners manners(OpenAiGateway openai, AnthropicGateway anthropic, Verdicts judge) {
        return new Guard.Manners(true, (exchange, refused, headers) -> {
            if (refused.status() == 401) {
                judge.turnAway();
            }
            if (AnthropicGateway.isSpoken(exchange)) {
                anthropic.refuse(exchange, refused.status(), refused.getMessage() + ". " + refused.todo(), headers);
            } else if (refused.status() != 415 || !openai.refusesUpload(exchange)) {
                Answers.refuse(exchange, refused, headers);
            }
        });
    }

    /// Every endpoint as `METHOD /pattern`, sorted.
    public List<String> routes() {
        return Stream.concat(routes.list().stream(), anthropic.routes().stream()).distinct().sorted().toList();
    }

    /// Who listens to the event stream now.
    public int listeners() { return events.listeners(); }

    public int port() { return server.port(); }

    /// Where a program on this machine finds it, e.g. `http://127.0.0.1:8000`.
    public String address() { return guard.address(port()); }

    /// Takes no more requests, waits a moment for those under way, and closes.
    @Override
    public void close() {
        server.close();
        relay.close();
        events.close();
        watch.close();
        source.close();
    }
}
