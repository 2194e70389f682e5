package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.workbench.kit.Jobs;
import java.nio.file.Path;

/// Writes a session's audit to a file.
@FunctionalInterface
public interface Exports {
    /// The forms an audit has.
    enum Format {
        HTML("Report to read and print (HTML)", "html"), JSONL("The log itself (JSON Lines)",
                "jsonl"), CSV("Interactions as a table (CSV)", "csv");

        private final String words;
        private final String ending;

        Format(String words, String ending) {
            this.words = words;
            this.ending = ending;
        }

        public String words() { return words; }

        public String ending() { return ending; }
    }

    /// Writes the file, telling how far it is. Throws a [dev.kintsugi.domain.Problem] when it cannot.
    void write(SessionId session, Format format, Path file, Jobs.Token token);
}
