package dev.kintsugi.workbench.errands;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent.Attempted;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.Streams;
import java.util.List;
import java.util.stream.Stream;

/// What came of a run, or has come of it so far. Immutable.
///
/// @param session  whose log holds it
/// @param prompts  how many there were to send
/// @param underWay whether it still runs
record Outcome(SessionId session, int prompts, ErrandsFindings findings, List<Entry> log, boolean underWay) {
    /// What happened in one turn, line by line.
    List<Streams.Line> lines(int turn) {
        return log.stream().filter(entry -> entry.turn() == turn).flatMap(entry -> Streams.line(entry).stream())
                .toList();
    }

    /// Calls of the model.
    List<Attempted> calls() {
        return log.stream().flatMap(entry -> entry.event() instanceof Attempted e && e.ofModel()
                ? Stream.of(e)
                : Stream.empty()).toList();
    }
}
