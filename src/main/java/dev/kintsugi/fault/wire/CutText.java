package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.Beginning;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.util.List;
import java.util.Optional;

/// A reply whose text is cut, whatever it says about that.
///
/// @param finish the finish reason it gives
record CutText(String name, String summary, String finish) implements Disturbance {
    /// It says that it is complete.
    static final CutText LYING_STOP = new CutText("lying_stop",
            "The text is cut, and the reply says that it is complete (finish reason stop, status completed, stop reason end_turn).",
            "stop");
    /// It says that it met a limit.
    static final CutText FINISH_LENGTH = new CutText("finish_length",
            "The text is cut, and the reply says so (finish reason length, status incomplete, stop reason max_tokens).",
            "length");

    private static final Parameter KEEP = Parameter.integer("keep", "Keeps", 50, 1, 99, "%",
            "How much of the text remains.");

    @Override
    public List<Parameter> parameters() { return List.of(KEEP); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.REPLY; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) { return Optional.of(reply.undisturbed()); }

    @Override
    public Optional<Rewording> rewording(Settings set) {
        return Optional.of(new Rewording(text -> cut(text, set.number(KEEP.name())), finish));
    }

    /// Whole characters, at least one less than all.
    private static String cut(String text, int percent) {
        return Beginning.of(text, Math.min(text.length() - 1, text.length() * percent / 100));
    }
}
