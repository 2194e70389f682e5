package dev.kintsugi.report.score;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the story of a session for what the detectors said and for what was true. Stateless.
///
/// Turns that say nothing about detectors are left out: those that no detector read, those that failed with an error,
/// and those after a fault, which are neither clean nor broken, since the fault still stands in the conversation.
public final class Examination {
    private static final Set<FailureMode> CONTENT = Set.of(FailureMode.HALLUCINATION, FailureMode.INCORRECT_REASONING,
            FailureMode.OFF_TOPIC, FailureMode.INFINITE_LOOP, FailureMode.STUCK_PATTERN,
            FailureMode.REFUSING_PROGRESS);
    private static final String VERIFY = "verify";
    private static final String MODEL = "model";

    private final String domain;
    private final List<Examined> examined = new ArrayList<>();
    private @Nullable FailureMode fault;
    private int faultTurn;
    private long faultStarted;
    private boolean spoiled;

    private Examination(String domain) { this.domain = domain; }

    /// Modes that raise no error, so that only a detector can find them.
    public static boolean needsDetector(FailureMode mode) { return CONTENT.contains(mode); }

    /// The turns of a session that were read by detectors, in order.
    public static List<Examined> of(String domain, List<TurnStory> turns) {
        var examination = new Examination(domain);
        turns.forEach(examination::turn);
        return List.copyOf(examination.examined);
    }

    private void turn(TurnStory turn) {
        var injected = turn.injections().stream().filter(i -> i.attempt() == 1).findFirst();
        if (!turn.failed()) {
            if (!spoiled && read(turn)) {
                add(turn, null, turn.observed().value());
            }
            return;
        }
        spoiled = true;
        if (injected.isPresent() && injected.get().mode() instanceof FailureMode mode && read(turn)
                && content(injected.get())) {
            begun(turn, mode);
            add(turn, mode, injected.get().observed().value());
        }
    }

    private static boolean content(LabEvent.Injected injected) {
        return CONTENT.contains(injected.mode()) && injected.target().equals(MODEL) && injected.error().isEmpty();
    }

    private void begun(TurnStory turn, FailureMode mode) {
        if (mode != fault) {
            fault = mode;
            faultTurn = 0;
            faultStarted = turn.startedMs();
        }
        faultTurn++;
    }

    /// Whether the first attempt's reply went through the detectors.
    private static boolean read(TurnStory turn) {
        return turn.entries().stream()
                .anyMatch(e -> e.event() instanceof LabEvent.Recovering r && r.step().pattern().equals(VERIFY)
                        && r.step().attempt() == 1
                        && (r.step().action() == Step.Action.PASSED || r.step().action() == Step.Action.FLAGGED));
    }

    private void add(TurnStory turn, @Nullable FailureMode truth, String text) {
        var flagged = turn.detections().stream().filter(d -> d.attempt() == 1).map(Detection::detector)
                .collect(Collectors.toSet());
        examined.add(new Examined(domain, turn.simulated(), truth, truth == null ? 0 : faultTurn,
                truth == null ? 0 : turn.startedMs() - faultStarted, flagged, text));
    }
}
