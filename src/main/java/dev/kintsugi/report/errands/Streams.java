package dev.kintsugi.report.errands;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.story.Words;
import java.util.Optional;

/// Tells a run's log in two streams: what the system did (configuration, latencies, failures of tools, recovery), and what
/// user and agent said, how long it took, and what failed. Stateless.
public final class Streams {
    private Streams() {}

    /// Which of the two.
    public enum Stream {
        SYSTEM, AGENT
    }

    /// One line of a stream. Immutable.
    ///
    /// @param lab lab time, milliseconds since 1970
    /// @param bad whether it tells of something that failed
    public record Line(Stream stream, long lab, String text, boolean bad) {}

    /// What an entry says; empty when it belongs to neither stream.
    public static Optional<Line> line(Entry entry) {
        return switch (entry.event()) {
            case LabEvent.SessionOpened e -> system(entry,
                    "agent " + e.agent() + " on " + e.model() + ", recovery " + e.policy() + ", seed " + e.seed());
            case LabEvent.SettingChanged e -> system(entry, "configured: " + e.name() + " = " + e.value().value());
            case LabEvent.ServiceCalled e -> Optional.of(new Line(Stream.SYSTEM, entry.lab(), called(e),
                    e.fault() != null));
            case LabEvent.Recovering e -> system(entry, "recovery: " + e.step().pattern() + ": "
                    + e.step().note().value());
            case LabEvent.MessageReceived e -> agent(entry, "prompt: " + e.message().value(), false);
            case LabEvent.ToolUsed e -> agent(entry, "used " + e.tool() + (e.ok() ? "" : ", which refused") + " "
                    + e.arguments().value(), false);
            case LabEvent.Delivered e -> agent(entry,
                    (e.status() == DeliveredStatus.ERROR ? "error: " : "reply: ") + e.text().value(),
                    e.status() == DeliveredStatus.ERROR || e.status() == DeliveredStatus.MESSAGE);
            case LabEvent.TurnConcluded e -> agent(entry, "took " + Words.seconds(e.processingMs()), false);
            case LabEvent.TurnInterrupted e -> agent(entry, "interrupted: " + e.why(), true);
            default -> Optional.empty();
        };
    }

    private static String called(LabEvent.ServiceCalled e) {
        var who = e.tool() + (e.round() == 1 ? "" : ", try " + e.round());
        var toxic = e.toxic().isEmpty() ? "" : " behind a " + e.toxic() + " toxic (" + e.stream() + ")";
        return e.fault() == null
                ? who + toxic + ": answered in " + Words.seconds(e.latencyMs())
                : who + toxic + ": failed after " + Words.seconds(e.latencyMs()) + ", " + e.error().value();
    }

    private static Optional<Line> system(Entry entry, String text) {
        return Optional.of(new Line(Stream.SYSTEM, entry.lab(), text, false));
    }

    private static Optional<Line> agent(Entry entry, String text, boolean bad) {
        return Optional.of(new Line(Stream.AGENT, entry.lab(), text, bad));
    }
}
