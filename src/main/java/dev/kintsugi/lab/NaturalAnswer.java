package dev.kintsugi.lab;

import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.fault.Shadow;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the agent would have answered to the attempt that is under way, worked out without waiting and without effects.
record NaturalAnswer(Agent answering, Wire wire, TokenCounts counts, Supplier<@Nullable AgentRequest> underWay)
        implements
            Shadow {
    @Override
    public AgentReply natural(CallKey key) {
        var request = Objects.requireNonNull(underWay.get(), "no attempt is under way");
        return answering.answer(request, wire, TokenSink.NONE);
    }

    @Override
    public String agent() { return answering.name(); }

    @Override
    public int tokens(String model, String text) { return counts.of(model, text); }
}
