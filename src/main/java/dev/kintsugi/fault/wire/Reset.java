package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A connection that is torn down in the middle of the reply.
record Reset() implements Disturbance {
    @Override
    public String name() { return "reset"; }

    @Override
    public String summary() { return "The connection is reset (RST) in the middle of the reply."; }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.RESET; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        return Optional.of(reply.withPieces(reply.before(set.number("after")), new Step.Reset()));
    }
}
