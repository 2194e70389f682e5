package dev.kintsugi.cli;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.report.audit.ErrandsHtml;
import dev.kintsugi.report.audit.RowsCsv;
import dev.kintsugi.report.errands.ErrandsData;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The files of a run of prompts: its two streams, its tables, its data and its page. Immutable.
///
/// @param folder is there when this is made
record ErrandsFiles(Path folder) {
    /// Makes the folder before anything is run. Throws a [Problem] when that cannot be.
    ErrandsFiles {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritten(folder, e);
        }
    }

    void write(Terminal terminal, String session, ErrandsFindings findings, List<Entry> log) {
        for (var stream : Streams.Stream.values()) {
            write(folder.resolve(stream.word() + ".jsonl"), Streams.of(stream, log).stream()
                    .map(line -> terminal.lineOf(ErrandsData.line(line)) + "\n").collect(Collectors.joining()));
        }
        write(folder.resolve("prompts.csv"), RowsCsv.of(ErrandsData.sendings(findings)));
        write(folder.resolve("tools.csv"), RowsCsv.of(ErrandsData.calls(findings)));
        write(folder.resolve("report.json"), terminal.written(ErrandsData.json(session, findings, log)));
        write(folder.resolve("report.html"), ErrandsHtml.of(session, findings, log));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static Problem unwritten(Path file, IOException e) {
        return new Problem("The results cannot be written", file + ": " + FileTrouble.words(e),
                "Choose a place that is writable and has room", e);
    }
}
