package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A stream whose connection closes inside a chunk.
record CutInChunk() implements Disturbance {
    @Override
    public String name() { return "cut_in_chunk"; }

    @Override
    public String summary() { return "The connection closes (FIN) inside a chunk of the stream."; }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER); }

    @Override
    public boolean fits(boolean streamed) { return streamed; }

    @Override
    public Ending ending() { return Ending.CUT; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var sent = reply.before(set.number("after"));
        var next = reply.pieces().get(Math.min(sent.size(), reply.pieces().size() - 1));
        var part = Arrays.copyOf(next, next.length / 2);
        return Optional.of(reply.withPieces(sent, new Step.OpenChunk(part, next.length)));
    }
}
