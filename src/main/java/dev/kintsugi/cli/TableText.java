package dev.kintsugi.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Rows under heads: a table where the terminal is wide enough, else row by row, each cell beside its head. Stateless.
final class TableText {
    private static final int GAP = 2;
    private static final String INDENT = "  ";

    private TableText() {}

    /// @param rows as many cells as there are heads
    static List<String> lines(List<String> heads, List<List<String>> rows, int columns) {
        var widths = IntStream.range(0, heads.size()).map(c -> GAP + Math.max(heads.get(c).length(),
                rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))).toArray();
        if (IntStream.of(widths).sum() - GAP <= columns) {
            return IntStream.rangeClosed(0, rows.size())
                    .mapToObj(r -> line(r == 0 ? heads : rows.get(r - 1), widths)).toList();
        }
        var head = heads.stream().skip(1).mapToInt(String::length).max().orElse(0);
        return rows.stream().flatMap(row -> IntStream.range(0, row.size())
                .mapToObj(c -> c == 0 ? row.getFirst() : beside(heads.get(c), row.get(c), head, columns))).toList();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            line.append(cells.get(c)).append(" ".repeat(widths[c] - cells.get(c).length()));
        }
        return line.toString().stripTrailing();
    }

    private static String beside(String head, String cell, int width, int columns) {
        return Terminal.beside(String.format(Locale.ROOT, "%s%-" + Math.max(1, width) + "s  ", INDENT, head), cell,
                columns).stripTrailing();
    }
}
