package dev.kintsugi.report.audit;

import java.util.List;

/// A table with its heading and what is to be known about it, for a page, a terminal or a spreadsheet alike. Immutable.
///
/// @param note  a sentence under the heading; may be empty
/// @param heads one a column
/// @param rows  as many words in each as there are heads
public record Sheet(String title, String note, List<String> heads, List<List<String>> rows) {
    public Sheet {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
