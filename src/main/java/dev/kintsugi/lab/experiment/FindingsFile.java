package dev.kintsugi.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.report.audit.RowsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes what an experiment found to files. The same findings give the same bytes on every machine. Stateless.
public final class FindingsFile {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FindingsFile() {}

    /// What it is written as.
    public enum Format {
        /// One row an episode.
        CSV("episodes"),
        /// The tables, as one page that needs nothing else.
        HTML("report"),
        /// All figures, for programs.
        JSON("report");

        private final String name;

        Format(String name) { this.name = name; }

        /// What the file is called in a folder of results, e.g. `report.html`.
        public String fileName() { return name + "." + ending(); }

        /// The usual ending of a file's name.
        public String ending() { return name().toLowerCase(Locale.ROOT); }
    }

    /// Writes one file. Throws a [Problem] when it cannot be written.
    public static void write(Findings findings, Format format, Path file) {
        try {
            Files.writeString(file, text(findings, format));
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /// Writes a file of each format into a folder that is there. Throws a [Problem] when one cannot be written.
    public static void writeAll(Findings findings, Path folder) {
        for (var format : Format.values()) {
            write(findings, format, folder.resolve(format.fileName()));
        }
    }

    static Problem unwritten(Path file, IOException e) {
        return new Problem("The results cannot be written", FileTrouble.at(file, e),
                "Choose a place that is writable and has room", e);
    }

    private static String text(Findings findings, Format format) {
        return switch (format) {
            case CSV -> RowsCsv.of(FindingsData.rows(findings.results()));
            case HTML -> FindingsText.html(findings);
            case JSON -> json(findings);
        };
    }

    private static String json(Findings findings) {
        try {
            return JSON.writeValueAsString(FindingsData.json(findings)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings are plain data", e);
        }
    }
}
