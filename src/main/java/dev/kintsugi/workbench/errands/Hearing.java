package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.report.errands.ErrandsFold;
import dev.kintsugi.report.errands.Streams;
import java.util.ArrayList;
import java.util.List;

/// What a run has told so far, each entry once. Safe for many threads.
final class Hearing {
    private final SessionId session;
    private final int prompts;
    private final ErrandsFold fold = new ErrandsFold();
    private final List<Entry> log = new ArrayList<>();
    private final List<Streams.Line> lines = new ArrayList<>();
    private long told;
    private int prompt;

    Hearing(SessionId session, int prompts) {
        this.session = session;
        this.prompts = prompts;
    }

    /// Takes entries, of which it may know the first ones.
    synchronized void take(List<Entry> entries) {
        for (var entry : entries) {
            if (entry.sequence() > told) {
                told = entry.sequence();
                fold.add(entry);
                log.add(entry);
                prompt = entry.event() instanceof LabEvent.ScenarioStep step ? step.number() : prompt;
                Streams.line(entry).ifPresent(lines::add);
            }
        }
    }

    /// The number of the prompt that was sent last; 0 before the first.
    synchronized int prompt() { return prompt; }

    /// The lines from that one on.
    synchronized List<Streams.Line> lines(int from) { return List.copyOf(lines.subList(from, lines.size())); }

    synchronized Outcome now(boolean underWay) {
        return new Outcome(session, prompts, fold.findings(), List.copyOf(log), underWay);
    }
}
