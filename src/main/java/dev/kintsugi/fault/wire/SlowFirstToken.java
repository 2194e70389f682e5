package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reply whose first word is long in coming.
record SlowFirstToken() implements Disturbance {
    private static final Parameter DELAY = Common.delay(5_000, "How late the first token is.");

    @Override
    public String name() { return "slow_first_token"; }

    @Override
    public String summary() { return "The first token comes late; everything after it comes as it would."; }

    @Override
    public List<Parameter> parameters() { return List.of(DELAY); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.REPLY; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var steps = new ArrayList<>(reply.undisturbed());
        steps.add(reply.streamed() ? 1 : 0, new Step.Pause(Duration.ofMillis(set.number(DELAY.name()))));
        return Optional.of(steps);
    }
}
