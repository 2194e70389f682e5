package dev.kintsugi.lab;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.WholeFile;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.report.audit.Closing;
import dev.kintsugi.report.audit.HtmlReport;
import dev.kintsugi.report.audit.InteractionsCsv;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.story.SessionStory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Writes a session to a file for use elsewhere: whole or not at all. Stateless.
public final class Export {
    private Export() {}

    /// What it is written as.
    public enum Format {
        /// The log itself, line by line as it was written, and a closing line.
        JSONL,
        /// One row a turn.
        CSV,
        /// One self-contained page for people.
        HTML;

        /// The usual ending of a file's name.
        public String ending() { return name().toLowerCase(Locale.ROOT); }

        /// What the ending of a file's name says; empty when it says nothing.
        public static Optional<Format> of(String file) {
            return Arrays.stream(values()).filter(f -> file.toLowerCase(Locale.ROOT).endsWith("." + f.ending()))
                    .findFirst();
        }
    }

    /// Writes the session. Throws a [Problem] when there is no such session or the file cannot be written.
    public static void write(Lab lab, SessionId session, Format format, Path out) {
        var target = out.toAbsolutePath();
        try {
            WholeFile.write(target, writer -> content(lab, session, format, writer));
        } catch (UncheckedIOException e) {
            throw unwritten(target, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unwritten(target, e);
        }
    }

    private static Problem unwritten(Path target, IOException fault) {
        return new Problem("The session was not exported",
                target + " cannot be written: " + FileTrouble.words(fault),
                "Choose a folder that exists, is writable and has room", fault);
    }

    /// Writes the session to whoever reads there. Throws a [Problem] when there is no such session.
    public static void write(Lab lab, SessionId session, Format format, Writer out) {
        try {
            content(lab, session, format, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void content(Lab lab, SessionId session, Format format, Writer out) throws IOException {
        switch (format) {
            case JSONL -> log(lab, session, out);
            case CSV -> InteractionsCsv.write(session.value(), story(lab, session).turns(), out);
            case HTML -> out.write(HtmlReport.of(session.value(), story(lab, session)));
        }
    }

    private static void log(Lab lab, SessionId session, Writer out) {
        var last = new ArrayList<String>(1);
        var count = new long[1];
        lab.lines(session, line -> {
            write(out, line);
            last.clear();
            last.add(line);
            count[0]++;
        });
        if (last.isEmpty()) {
            throw Sessions.unknown(session);
        }
        var head = String.valueOf(LogReader.parse(last.getFirst()).getOrDefault("hash", Chain.GENESIS));
        write(out, new Closing(session.value(), count[0], head).line());
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SessionStory story(Lab lab, SessionId session) {
        var entries = new ArrayList<Entry>();
        lab.lines(session, line -> entries.addAll(LogReader.entries(line)));
        if (entries.isEmpty()) {
            throw Sessions.unknown(session);
        }
        var story = new SessionStory();
        entries.forEach(story::add);
        return story;
    }
}
