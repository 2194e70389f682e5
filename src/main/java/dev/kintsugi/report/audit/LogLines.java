package dev.kintsugi.report.audit;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The lines of a file that may be anything: of a line without an end no more is read than tells that it is none of a
/// log. For one thread.
final class LogLines {
    /// Characters: many times what the largest request comes to.
    static final int LONGEST = 64 << 20;

    private final BufferedReader text;

    LogLines(BufferedReader text) { this.text = text; }

    /// The next line without its end; one character longer than the longest when there is more of it; null at the end.
    @Nullable
    String next() throws IOException {
        var line = new StringBuilder();
        var c = text.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && line.length() <= LONGEST; c = text.read()) {
            line.append((char) c);
        }
        if (c == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
