package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.recovery.policy.Durations;

/// Stands around the uses of tools inside one attempt, with the same limiter, bulkhead, breaker and timeout that the policy
/// puts around the model, each tool a service of its own. Calls to the model pass: they have their layers outside.
///
/// With a cache in the policy, a tool that only looks gives what it said before when it is held back, or still fails when the
/// tries of retry are used up. Then the reply is delivered as stale.
record ToolGuard(ToolRules rules, Ask ask, Run run, Wire inner) implements Wire {
    @Override
    public ModelReply model(Model model, ModelRequest request, TokenSink sink) {
        return inner.model(model, request, sink);
    }

    @Override
    public ToolResult tool(Tool tool, ToolRequest request) {
        var spec = tool.spec();
        if (spec.effect() != Effect.READ && !run.mayAct(request.key().attempt())) {
            throw new HeldBack(HedgeLayer.NAME, error(HedgeLayer.NOT_SENT, spec.name()));
        }
        var cache = rules.cache();
        if (cache == null) {
            return limited(tool, request);
        }
        if (spec.effect() != Effect.READ) {
            cache.readings().forget();
            return limited(tool, request);
        }
        return kept(cache, tool, request);
    }

    private ToolResult kept(ToolRules.Kept cache, Tool tool, ToolRequest request) {
        try {
            var result = limited(tool, request);
            cache.readings().keep(request, result);
            return result;
        } catch (HeldBack e) {
            return earlier(cache, request, e);
        } catch (AgentError e) {
            if (!e.wire().canHeal() || run.attempts() < cache.tries()) {
                throw e;
            }
            return earlier(cache, request, e);
        }
    }

    private ToolResult earlier(ToolRules.Kept cache, ToolRequest request, RuntimeException failure) {
        var old = cache.readings().find(request).orElseThrow(() -> failure);
        run.stale(request.key().attempt(), old.age());
        run.step(CacheLayer.NAME, Step.Action.FELL_BACK,
                "gives what " + request.call().name() + " said " + Durations.age(old.age()) + " ago");
        return old.result();
    }

    private ToolResult limited(Tool tool, ToolRequest request) {
        var spec = tool.spec();
        var limiter = rules.limiter();
        if (limiter != null
                && !RateLimiterLayer.admits(limiter.settings(), limiter.services(), spec.name(), ask, run)) {
            throw new HeldBack(RateLimiterLayer.NAME, error(RateLimiterLayer.wire(), spec.name()));
        }
        return placed(tool, request);
    }

    private ToolResult placed(Tool tool, ToolRequest request) {
        var bulkhead = rules.bulkhead();
        if (bulkhead == null) {
            return guarded(tool, request);
        }
        var name = tool.spec().name();
        var compartment = bulkhead.services().compartment(bulkhead.settings(), name);
        if (!BulkheadLayer.enters(compartment, name, bulkhead.settings(), request.deadline(), run)) {
            run.step(BulkheadLayer.NAME, Step.Action.HELD_BACK, BulkheadLayer.full(name, bulkhead.settings()));
            throw new HeldBack(BulkheadLayer.NAME, error(BulkheadLayer.wire(), name));
        }
        try {
            return guarded(tool, request);
        } finally {
            compartment.leave();
        }
    }

    private ToolResult guarded(Tool tool, ToolRequest request) {
        var breaker = rules.breaker();
        if (breaker == null) {
            return timed(tool, request);
        }
        var name = tool.spec().name();
        var circuit = breaker.breakers().of(name);
        var admitted = circuit.admit();
        breaker.sightings().look(name, circuit, run);
        if (admitted == CircuitGate.REJECTED) {
            run.step(BreakerLayer.NAME, Step.Action.HELD_BACK, name + " was not used: its circuit is open");
            throw new HeldBack(BreakerLayer.NAME, BreakerLayer.why(circuit));
        }
        return watched(tool, request, circuit, admitted, breaker.sightings());
    }

    private ToolResult watched(Tool tool, ToolRequest request, CircuitGate circuit, int admitted,
            Sightings sightings) {
        var settled = false;
        try {
            var result = timed(tool, request);
            circuit.succeeded(admitted);
            settled = true;
            return result;
        } catch (AgentError e) {
            if (BreakerLayer.unwell(e)) {
                circuit.failed(e);
                settled = true;
            }
            throw e;
        } finally {
            if (!settled) {
                circuit.undecided(admitted);
            }
            sightings.look(tool.spec().name(), circuit, run);
        }
    }

    private ToolResult timed(Tool tool, ToolRequest request) {
        var timeout = rules.timeout();
        if (timeout == null) {
            return inner.tool(tool, request);
        }
        var timed = request.by(Deadline.in(timeout.perTool(), run.clock()));
        var result = inner.tool(tool, timed);
        if (tool.spec().effect() == Effect.READ && run.clock().now().isAfter(timed.deadline().at())) {
            run.step(timeout.name(), Step.Action.SAW_ERROR,
                    tool.spec().name() + " answered after " + Durations.plain(timeout.perTool()));
            throw error(WireError.of(WireFault.READ_TIMEOUT, "no answer from " + tool.spec().name() + " in time"),
                    tool.spec().name());
        }
        return result;
    }

    private AgentError error(WireError wire, String target) {
        return ErrorTable.error(wire, run.context(ask.model(), target));
    }
}
