package dev.kintsugi.report.errands;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.story.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells a run's log in two streams: what the system did (configuration, latencies, failures of tools, recovery), and what
/// user and agent said, how long it took, and what failed. Stateless.
public final class Streams {
    private Streams() {}

    /// Which of the two.
    public enum Stream {
        SYSTEM, AGENT;

        /// Its name, e.g. `system`.
        public String word() { return name().toLowerCase(Locale.ROOT); }
    }

    /// One line of a stream. Immutable.
    ///
    /// @param wall when, milliseconds since 1970
    /// @param lab  lab time, milliseconds since 1970
    /// @param kind what it tells of, e.g. `tool` or `reply`
    /// @param bad  whether it tells of something that failed
    public record Line(Stream stream, long wall, long lab, String kind, String text, boolean bad) {}

    /// The lines of a stream, in order.
    public static List<Line> of(Stream stream, List<Entry> log) {
        return log.stream().flatMap(entry -> line(entry).stream()).filter(line -> line.stream() == stream).toList();
    }

    /// What an entry says; empty when it belongs to neither stream.
    public static Optional<Line> line(Entry entry) {
        return switch (entry.event()) {
            case LabEvent.SessionOpened e -> system(entry, "started",
                    "agent " + e.agent() + " on " + e.model() + ", recovery " + e.policy() + ", seed " + e.seed(),
                    false);
            case LabEvent.SettingChanged e -> system(entry, "configured", e.name() + " = " + e.value().value(), false);
            case LabEvent.ServiceCalled e -> system(entry, "tool", called(e), e.fault() != null);
            case LabEvent.Recovering e -> system(entry, "recovery", Words.recovery(e.step()), false);
            case LabEvent.MessageReceived e -> agent(entry, "prompt", e.message().value(), false);
            case LabEvent.ToolUsed e -> agent(entry, "used", e.tool() + " " + e.arguments().value()
                    + (e.ok() ? "" : ", which refused"), false);
            case LabEvent.Delivered e -> e.status() == DeliveredStatus.ERROR
                    ? agent(entry, "error", e.text().value(), true)
                    : agent(entry, "reply", e.text().value(), e.status() == DeliveredStatus.MESSAGE);
            case LabEvent.TurnConcluded e -> agent(entry, "took", Words.seconds(e.processingMs()), false);
            case LabEvent.TurnInterrupted e -> agent(entry, "interrupted", e.why(), true);
            default -> Optional.empty();
        };
    }

    private static String called(LabEvent.ServiceCalled e) {
        var who = e.tool() + (e.round() == 1 ? "" : ", try " + e.round());
        var toxic = e.toxic().isEmpty() ? "" : " behind a " + e.toxic() + " toxic (" + e.stream() + ")";
        return e.fault() == null
                ? who + toxic + " answered in " + Words.seconds(e.latencyMs())
                : who + toxic + " failed after " + Words.seconds(e.latencyMs()) + ": " + e.error().value();
    }

    private static Optional<Line> system(Entry entry, String kind, String text, boolean bad) {
        return Optional.of(new Line(Stream.SYSTEM, entry.wall(), entry.lab(), kind, text, bad));
    }

    private static Optional<Line> agent(Entry entry, String kind, String text, boolean bad) {
        return Optional.of(new Line(Stream.AGENT, entry.wall(), entry.lab(), kind, text, bad));
    }
}
