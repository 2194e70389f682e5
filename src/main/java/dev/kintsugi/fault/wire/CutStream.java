package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A stream that ends in order, without a finish reason and `[DONE]`, or without the event of its end.
record CutStream() implements Disturbance {
    @Override
    public String name() { return "cut_stream"; }

    @Override
    public String summary() {
        return "The stream ends in order before its end: no finish reason and [DONE], or no response.completed.";
    }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER); }

    @Override
    public boolean fits(boolean streamed) { return streamed; }

    @Override
    public Ending ending() { return Ending.CUT; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        return Optional.of(reply.withPieces(reply.before(set.number("after")), new Step.End()));
    }
}
