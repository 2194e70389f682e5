package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A length that is not that of the body.
record WrongLength() implements Disturbance {
    private static final Parameter BY = Parameter.integer("by", "Longer by", 10, 1, 100_000, "bytes",
            "How many bytes more the headers promise than come.");

    @Override
    public String name() { return "wrong_length"; }

    @Override
    public String summary() { return "The headers say another length than the body has."; }

    @Override
    public List<Parameter> parameters() { return List.of(BY); }

    @Override
    public boolean fits(boolean streamed) { return !streamed; }

    @Override
    public Ending ending() { return Ending.CUT; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var body = reply.body();
        return Optional.of(List.of(new Step.Head(reply.status(), reply.headers(), body.length + set.number(BY.name())),
                new Step.Data(body), new Step.Cut()));
    }
}
