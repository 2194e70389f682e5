package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A 200 whose JSON ends in the middle while HTTP says that all is well.
record TruncatedBody() implements Disturbance {
    @Override
    public String name() { return "truncated_body"; }

    @Override
    public String summary() { return "A 200 whose JSON ends in the middle, with a length that fits."; }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER); }

    @Override
    public boolean fits(boolean streamed) { return !streamed; }

    @Override
    public Ending ending() { return Ending.BROKEN; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var part = reply.before(set.number("after")).getFirst();
        return Optional.of(List.of(new Step.Head(reply.status(), reply.headers(), part.length), new Step.Data(part),
                new Step.End()));
    }
}
