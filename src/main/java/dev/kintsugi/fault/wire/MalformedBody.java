package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A 200 whose body is almost JSON.
record MalformedBody() implements Disturbance {
    @Override
    public String name() { return "malformed_body"; }

    @Override
    public String summary() { return "A 200 whose body is almost JSON: a colon is missing."; }

    @Override
    public List<Parameter> parameters() { return List.of(); }

    @Override
    public boolean fits(boolean streamed) { return !streamed; }

    @Override
    public Ending ending() { return Ending.BROKEN; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var bad = new String(reply.body(), StandardCharsets.UTF_8).replaceFirst("\":", "\"")
                .getBytes(StandardCharsets.UTF_8);
        return Optional.of(List.of(new Step.Head(reply.status(), reply.headers(), bad.length), new Step.Data(bad),
                new Step.End()));
    }
}
