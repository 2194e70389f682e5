package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A chunk of a stream that holds half a JSON object; the others are sound.
record BrokenJsonChunk() implements Disturbance {
    @Override
    public String name() { return "broken_json_chunk"; }

    @Override
    public String summary() { return "One chunk of the stream holds half a JSON object."; }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER); }

    @Override
    public boolean fits(boolean streamed) { return streamed; }

    @Override
    public Ending ending() { return Ending.BROKEN; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var sent = new ArrayList<>(reply.before(set.number("after")));
        var last = sent.removeLast();
        sent.add(broken(last));
        sent.addAll(reply.after(set.number("after")));
        return Optional.of(reply.withPieces(sent, new Step.End()));
    }

    private static byte[] broken(byte[] event) {
        var text = new String(event, StandardCharsets.UTF_8).strip();
        var data = Math.max(0, text.indexOf("data:"));
        return (text.substring(0, data + (text.length() - data) / 2) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
