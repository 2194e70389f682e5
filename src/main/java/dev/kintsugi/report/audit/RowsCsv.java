package dev.kintsugi.report.audit;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Rows of words as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front.
/// Stateless.
public final class RowsCsv {
    private RowsCsv() {}

    /// Writes the rows, the heads among them; lines end with CR LF.
    public static String of(List<List<String>> rows) {
        var out = new StringBuilder();
        try {
            var csv = new CSVPrinter(out, CSVFormat.RFC4180);
            for (var row : rows) {
                csv.printRecord(row.stream().map(InteractionsCsv::cell).toList());
            }
            csv.flush();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        return out.toString();
    }
}
