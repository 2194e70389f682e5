package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A 200 with nothing in it.
record EmptyBody() implements Disturbance {
    @Override
    public String name() { return "empty_body"; }

    @Override
    public String summary() { return "A 200 with an empty body."; }

    @Override
    public List<Parameter> parameters() { return List.of(); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.EMPTY; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        return Optional.of(List.of(new Step.Head(200, reply.headers(), 0), new Step.End()));
    }
}
