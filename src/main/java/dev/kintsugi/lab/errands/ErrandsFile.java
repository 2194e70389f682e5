package dev.kintsugi.lab.errands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Locale;
import java.util.stream.Collectors;

/// The files of a run of prompts. Stateless.
public final class ErrandsFile {
    private static final ObjectWriter LINE = JsonMapper.builder().build().writer();
    private static final ObjectWriter PAGE = LINE.withDefaultPrettyPrinter();

    private ErrandsFile() {}

    /// What one file is written as.
    public enum Format {
        /// A page with the charts and the two streams.
        HTML("report"),
        /// A row for each sending of a prompt.
        CSV("prompts"),
        /// All of it, for programs.
        JSON("report");

        private final String name;

        Format(String name) { this.name = name; }

        /// What the file is called in a folder of results, e.g. `report.html`.
        public String fileName() { return name + "." + ending(); }

        /// The usual ending of a file's name.
        public String ending() { return name().toLowerCase(Locale.ROOT); }
    }

    /// Makes a folder for results. Throws a [Problem] when that cannot be.
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritten(folder, e);
        }
    }

    /// Writes one file. Throws a [Problem] when it cannot be written.
    ///
    /// @param log all entries of the session, of which the findings are
    public static void write(Format format, Path file, String session, ErrandsFindings findings, List<Entry> log) {
        write(file, switch (format) {
            case HTML -> ErrandsHtml.of(session, findings, log);
            case CSV -> RowsCsv.of(ErrandsData.sendings(findings));
            case JSON -> text(PAGE, ErrandsData.json(session, findings, log)) + "\n";
        });
    }

    /// Writes a file of each format, the two streams and the tries of tools into a folder that is there.
    public static void writeAll(Path folder, String session, ErrandsFindings findings, List<Entry> log) {
        for (var stream : Streams.Stream.values()) {
            write(folder.resolve(stream.word() + ".jsonl"), Streams.of(stream, log).stream()
                    .map(line -> text(LINE, ErrandsData.line(line)) + "\n").collect(Collectors.joining()));
        }
        write(folder.resolve("tools.csv"), RowsCsv.of(ErrandsData.calls(findings)));
        for (var format : Format.values()) {
            write(format, folder.resolve(format.fileName()), session, findings, log);
        }
    }

    private static String text(ObjectWriter writer, Object data) {
        try {
            return writer.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings are plain data", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static Problem unwritten(Path file, IOException e) {
        return new Problem("The results cannot be written", FileTrouble.at(file, e),
                "Choose a place that is writable and has room", e);
    }
}
