package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.Patience;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.fault.Shadow;
import java.util.List;
import java.util.function.Supplier;

/// What the source would have answered to the call that is under way.
record CallShadow(ChatSource source, Supplier<Call> underWay) implements Shadow {
    @Override
    public AgentReply natural(CallKey key) {
        var call = underWay.get();
        var reply = source.ask(call.ask(), Patience.until(call.left()), Early.NOBODY);
        return new AgentReply(reply.words(), reply.model(), reply.usage(), FinishReason.STOP, List.of(), 0,
                source.scripted());
    }

    @Override
    public String agent() { return GatewayAgent.NAME; }

    @Override
    public int tokens(String model, String text) { return source.countTokens(model, text); }
}
