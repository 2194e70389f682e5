package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A reply that is cut at a limit, and says so.
record FinishLength() implements Disturbance {
    private static final Parameter KEEP = Parameter.integer("keep", "Keeps", 50, 1, 99, "%",
            "How much of the text remains.");

    @Override
    public String name() { return "finish_length"; }

    @Override
    public String summary() { return "The text is cut, and the finish reason length says so."; }

    @Override
    public List<Parameter> parameters() { return List.of(KEEP); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.REPLY; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) { return Optional.of(reply.undisturbed()); }

    @Override
    public Optional<TextCut> textCut(Settings set) {
        return Optional.of(new TextCut(set.number(KEEP.name()), "length"));
    }
}
