package dev.kintsugi.lab.errands;

import dev.kintsugi.agent.errands.Errands;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.lab.Nearby;
import dev.kintsugi.network.Direction;
import dev.kintsugi.network.ToxicRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Draws for each try of a tool whether a toxic stands in its way and whether it fails by a simulated error, does both for
/// real, and tries a failed tool again. A draw depends on seed, prompt, sending, call and try alone, so that the same seed
/// decides the same. For one sending of a prompt.
///
/// @param prompt  its number, from 1
/// @param sending how often it was sent, this time included
/// @param stopped whether somebody broke the run off: nothing is tried any more
record Mishaps(ErrandsPlan plan, Draws draws, Street street, int prompt, int sending, LabClock clock,
        BooleanSupplier stopped) implements Nearby {
    private static final String TOXIC = "errands";
    private static final int UNAVAILABLE = 503;

    @Override
    public ToolResult use(Tool tool, ToolRequest request, Consumer<LabEvent> note) {
        var service = Errands.service(tool.spec().name());
        return service.isEmpty() ? tool.call(request) : tried(tool, request, service.get(), note);
    }

    private ToolResult tried(Tool tool, ToolRequest request, String service, Consumer<LabEvent> note) {
        for (int round = 1;; round++) {
            if (stopped.getAsBoolean()) {
                throw new Cancelled();
            }
            var chance = chance(request, round).beside(street.before(service).toxics());
            var start = clock.now();
            try {
                var result = once(tool, request, service, chance, round);
                note.accept(event(tool, request, service, chance, round, since(start), null));
                return result;
            } catch (AgentError e) {
                note.accept(event(tool, request, service, chance, round, since(start), e));
                if (round > plan.toolLimit() || !e.wire().canHeal() || request.deadline().passed(clock)) {
                    if (chance.acts()) {
                        note.accept(injected(tool, request, chance, e));
                    }
                    throw e;
                }
            }
        }
    }

    /// What was drawn about one try.
    ///
    /// @param met whether a toxic stands in its way: its own, or that of a call that races with it
    private record Drawn(int toxicDraw, boolean toxic, boolean met, Direction direction, int errorDraw, boolean error) {
        boolean acts() { return met || error; }

        Drawn beside(List<ToxicRule> standing) {
            return toxic || standing.isEmpty()
                    ? this
                    : new Drawn(toxicDraw, false, true, standing.getFirst().direction(), errorDraw, error);
        }
    }

    private Drawn chance(ToolRequest request, int round) {
        var toxic = draws.ppm(place(request, round, "toxic"));
        var error = draws.ppm(place(request, round, "error"));
        var direction = draws.pick(place(request, round, "stream"), List.of(Direction.values()));
        var stands = below(toxic, plan.toxicProb());
        return new Drawn(toxic, stands, stands, direction, error, below(error, plan.errorProb()));
    }

    private static boolean below(int draw, Probability chance) { return draw < chance.ppm(); }

    private DrawKey place(ToolRequest request, int round, String what) {
        var key = request.key();
        return new DrawKey(0, prompt, sending,
                "errands." + what + "." + request.call().name() + "." + key.attempt() + "."
                        + key.call() + "." + round);
    }

    private ToolResult once(Tool tool, ToolRequest request, String service, Drawn chance, int round) {
        if (chance.error()) {
            throw ErrorTable.error(WireError.http(UNAVAILABLE, "", "", "the service is unavailable (simulated)"),
                    new ErrorContext(request.key().turn().session(), "", "", tool.spec().name(),
                            request.key().turn().number(), request.key().attempt() - 1));
        }
        if (!chance.toxic()) {
            return tool.call(request);
        }
        var name = TOXIC + "_" + request.key().attempt() + "_" + request.key().call() + "_" + round;
        var proxy = street.before(service);
        proxy.add(new ToxicRule(name, chance.direction(), 1, plan.toxic()));
        try {
            return tool.call(request);
        } finally {
            proxy.remove(name);
        }
    }

    private long since(Instant start) { return Duration.between(start, clock.now()).toMillis(); }

    private LabEvent event(Tool tool, ToolRequest request, String service, Drawn chance, int round, long ms,
            @Nullable AgentError e) {
        var toxic = chance.met() && !chance.error();
        return new LabEvent.ServiceCalled(tool.spec().name(), service, request.key().attempt(), request.key().call(),
                round,
                chance.toxicDraw(), toxic ? plan.toxic().type() : "", toxic ? chance.direction().word() : "",
                chance.errorDraw(), chance.error(), ms, e == null ? null : e.wire().fault(),
                e == null ? 0 : e.wire().status(),
                Text.of(e == null ? "" : e.wire().message()));
    }

    /// What the tool would have said, asked past the mishap; empty when it cannot be asked.
    private static Text natural(Tool tool, ToolRequest request) {
        try {
            return Text.of(tool.preview(request).content());
        } catch (AgentError e) {
            return Text.EMPTY;
        }
    }

    private LabEvent injected(Tool tool, ToolRequest request, Drawn chance, AgentError e) {
        var name = chance.error() ? "tool_error" : "toxic_" + plan.toxic().type();
        return new LabEvent.Injected(new Custom(name, Category.INTEGRATION, ""), request.key().attempt(),
                request.call().name(), natural(tool, request), Text.EMPTY, e.wire().message(), List.of(),
                "the tool is tried again, and the draw spares it");
    }
}
