package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An error object in the middle of a stream that began well.
record ErrorInStream() implements Disturbance {
    private static final Parameter STYLE = Parameter.choice("style", "Style", "data",
            List.of("data", "event", "failed"),
            "Of chat completions: a plain data line, or (else) one after the line event: error. Of responses: an error"
                    + " as OpenAI sends it, as its reference writes it, or the event response.failed. Of messages it is"
                    + " always as Anthropic sends it.");

    @Override
    public String name() { return "error_in_stream"; }

    @Override
    public String summary() { return "An error object comes in mid-stream, and nothing after it."; }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER, STYLE); }

    @Override
    public boolean fits(boolean streamed) { return streamed; }

    @Override
    public Ending ending() { return Ending.STREAM_ERROR; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var sent = new ArrayList<>(reply.before(set.number("after")));
        sent.add(reply.error().event(set.value(STYLE.name()), sent.size()));
        return Optional.of(reply.withPieces(sent, new Step.End()));
    }
}
