package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An error object in the middle of a stream that began well.
record ErrorInStream() implements Disturbance {
    private static final Parameter STYLE = Parameter.choice("style", "Style", "data", List.of("data", "event"),
            "Whether the error comes as a plain data line, or after the line event: error.");
    private static final String ERROR = "{\"error\":{\"message\":\"The server had an error while processing your"
            + " request. Sorry about that!\",\"type\":\"server_error\",\"param\":null,\"code\":null}}";

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
        var event = (set.value(STYLE.name()).equals("event") ? "event: error\n" : "") + "data: " + ERROR + "\n\n";
        sent.add(event.getBytes(StandardCharsets.UTF_8));
        return Optional.of(reply.withPieces(sent, new Step.End()));
    }
}
