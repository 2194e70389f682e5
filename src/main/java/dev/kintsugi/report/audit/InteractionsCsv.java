package dev.kintsugi.report.audit;

import dev.kintsugi.report.story.TurnStory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// A session's turns as CSV (RFC 4180): one row a concluded turn. A cell that a spreadsheet would take for a formula
/// gets an apostrophe in front. Stateless.
public final class InteractionsCsv {
    private static final String[] HEADER = {"session_id", "turn", "timestamp", "step", "message", "response", "natural",
            "observed", "status", "natural_status", "delivered_status", "outcome", "failure_mode",
            "failure_injection_applied", "delivered_by", "attempts", "processing_time_ms", "token_count",
            "model_used"};

    private InteractionsCsv() {}

    /// Writes header and rows; lines end with CR LF.
    public static void write(String session, List<TurnStory> turns, Appendable out) throws IOException {
        var csv = new CSVPrinter(out, CSVFormat.RFC4180.builder().setHeader(HEADER).get());
        for (var turn : turns) {
            if (turn.state() == TurnStory.State.CONCLUDED) {
                csv.printRecord(row(session, turn));
            }
        }
        csv.flush();
    }

    private static List<String> row(String session, TurnStory turn) {
        return List.of(session, "" + turn.number(), Instant.ofEpochMilli(turn.entries().getFirst().wall()).toString(),
                cell(turn.scenarioStep()), cell(turn.message().value()), cell(turn.delivered().value()),
                cell(turn.natural().value()), cell(turn.observed().value()), name(turn.status()),
                name(turn.naturalStatus()), name(turn.deliveredStatus()), name(turn.outcome()),
                turn.failed() ? turn.injections().getFirst().mode().wire() : "", "" + turn.failed(),
                cell(turn.deliveredBy()), "" + turn.attempts().size(), "" + turn.processingMs(), "" + turn.tokens(),
                cell(turn.model()));
    }

    private static String name(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
    }

    /// A cell that starts like a formula is no formula.
    static String cell(String text) {
        var clean = text.replace("\0", "");
        return !clean.isEmpty() && "=+-@\t\r\n".indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
    }
}
