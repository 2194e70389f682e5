package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A reply that stops coming, with the connection open.
record Stall() implements Disturbance {
    private static final Parameter SECONDS = Common.seconds(60, "How long the connection stays open at most.");

    @Override
    public String name() { return "stall"; }

    @Override
    public String summary() { return "The reply stops in the middle with the connection open, and is cut in the end."; }

    @Override
    public List<Parameter> parameters() { return List.of(Common.AFTER, SECONDS); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.STALLED; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        return Optional.of(reply.withPieces(reply.before(set.number("after")),
                new Step.Hold(Duration.ofSeconds(set.number(SECONDS.name())))));
    }
}
