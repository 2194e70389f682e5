package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stream that drips.
record SlowTokens() implements Disturbance {
    private static final Parameter DELAY = Common.delay(500, "How late each token is after the one before it.");

    @Override
    public String name() { return "slow_tokens"; }

    @Override
    public String summary() { return "Every token of the stream comes late."; }

    @Override
    public List<Parameter> parameters() { return List.of(DELAY); }

    @Override
    public boolean fits(boolean streamed) { return streamed; }

    @Override
    public Ending ending() { return Ending.REPLY; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var steps = new ArrayList<Step>();
        steps.add(reply.head());
        for (var piece : reply.pieces()) {
            steps.add(new Step.Pause(Duration.ofMillis(set.number(DELAY.name()))));
            steps.add(new Step.Data(piece));
        }
        steps.add(new Step.End());
        return Optional.of(steps);
    }
}
