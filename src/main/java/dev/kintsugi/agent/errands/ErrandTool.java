package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.agent.tools.Arguments;
import dev.kintsugi.agent.tools.Refusal;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// A tool that asks a service. An act carries its idempotency key as the id of the request, by which the service does it
/// once. Refusals that trying again cannot help are told to the model; everything else is an error of the tool.
record ErrandTool(Errand errand, Reaching reaching) implements Tool {
    private static final int BAD = 400;
    private static final int UNKNOWN = 404;
    private static final int DUPLICATE = 409;
    private static final int UNUSABLE = 422;

    @Override
    public ToolSpec spec() { return errand.spec(); }

    @Override
    public boolean outside() { return true; }

    @Override
    public ToolResult call(ToolRequest request) {
        var start = reaching.clock().now();
        var answer = answered(request);
        return new ToolResult(answer.content(), answer.ok(), reaching.since(start), false);
    }

    private record Told(String content, boolean ok) {}

    private Told answered(ToolRequest request) {
        try {
            var by = Arguments.parse(request.call().arguments(), errand.parameters());
            var reply = reaching.ask(errand.service(), errand.asking().ask(by, today()), id(request), request);
            return switch (reply.status()) {
                case BAD, UNUSABLE -> told(Refusal.badArguments(reply.words()));
                case UNKNOWN -> told(Refusal.notFound(reply.words()));
                case DUPLICATE -> done(request).map(result -> new Told(result.content(), result.ok()))
                        .orElseThrow(() -> reaching.error(reply.error(), request));
                default -> new Told(errand.reading().read(by, today(), reply.json()).toString(), true);
            };
        } catch (Refusal refusal) {
            return told(refusal);
        } catch (Reaching.Unreached e) {
            throw reaching.error(e.wire(), request);
        }
    }

    private String id(ToolRequest request) {
        return errand.spec().effect() == Effect.READ ? "" : request.idempotencyKey();
    }

    private static Told told(Refusal refusal) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("error").put("code", refusal.code()).put("message", refusal.words());
        return new Told(json.toString(), false);
    }

    /// What only looks is asked; what acts is foreseen.
    @Override
    public ToolResult preview(ToolRequest request) {
        if (errand.spec().effect() == Effect.READ) {
            return call(request);
        }
        try {
            var by = Arguments.parse(request.call().arguments(), errand.parameters());
            errand.asking().ask(by, today());
            return new ToolResult(errand.reading().read(by, today(), JsonNodeFactory.instance.objectNode()).toString(),
                    true, 0, false);
        } catch (Refusal refusal) {
            return new ToolResult(told(refusal).content(), false, 0, false);
        }
    }

    /// The service forgets when it is restarted.
    @Override
    public Fate fate(ToolRequest request) {
        try {
            return done(request).<Fate>map(Fate.Done::new).orElseGet(Fate.Unknown::new);
        } catch (Reaching.Unknown e) {
            return new Fate.NoTrace();
        }
    }

    /// What the service answered to the request of this key; empty while it is under way.
    private Optional<ToolResult> done(ToolRequest request) {
        try {
            var by = Arguments.parse(request.call().arguments(), errand.parameters());
            errand.asking().ask(by, today());
            var reply = reaching.ask(errand.service(), new Question("/requests/" + request.idempotencyKey(), "", ""),
                    "",
                    request);
            if (reply.status() == UNKNOWN) {
                throw new Reaching.Unknown();
            }
            return reply.json().path("state").asText().equals("done")
                    ? Optional.of(new ToolResult(errand.reading().read(by, today(), reply.json().path("answer"))
                            .toString(), true, 0, false))
                    : Optional.empty();
        } catch (Refusal refusal) {
            return Optional.empty();
        } catch (Reaching.Unreached e) {
            throw reaching.error(e.wire(), request);
        }
    }

    private LocalDate today() { return reaching.clock().wall().atOffset(ZoneOffset.UTC).toLocalDate(); }
}
