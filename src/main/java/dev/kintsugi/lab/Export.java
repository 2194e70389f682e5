package dev.kintsugi.lab;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.report.audit.Closing;
import dev.kintsugi.report.audit.HtmlReport;
import dev.kintsugi.report.audit.InteractionsCsv;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.story.SessionStory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
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
            if (isDevice(target)) {
                try (var writer = writer(target)) {
                    content(lab, session, format, writer);
                }
                return;
            }
            var temporary = draft(folder(target));
            try {
                try (var writer = writer(temporary)) {
                    content(lab, session, format, writer);
                }
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
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

    /// Such as /dev/stdout, or a pipe with a name: written to as it is, never replaced by a file.
    private static boolean isDevice(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    /// Half a character, which a model may well say, becomes a question mark: no reason to write nothing.
    private static Writer writer(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
    }

    private static Path folder(Path target) throws IOException {
        var folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the folder does not exist");
        }
        if (Files.isDirectory(target)) {
            throw new IOException("it is a folder");
        }
        return folder;
    }

    /// May be read by whom any new file of this user may: a draft by itself would be the owner's alone.
    private static Path draft(Path folder) throws IOException {
        try {
            return made(folder);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(folder.toString(), null, e.getReason());
        } catch (FileSystemException e) {
            // The draft has a name that nobody gave.
            throw new FileSystemException(folder.toString(), null,
                    e.getReason() == null ? "no file can be made" : e.getReason());
        }
    }

    private static Path made(Path folder) throws IOException {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null
                ? Files.createTempFile(folder, ".kintsugi", ".part")
                : Files.createTempFile(folder, ".kintsugi", ".part",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-")));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
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
            throw unknown(session);
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
            throw unknown(session);
        }
        var story = new SessionStory();
        entries.forEach(story::add);
        return story;
    }

    private static Problem unknown(SessionId session) {
        return new Problem("There is no session '" + session + "'", "nothing was written under this name",
                "List the sessions with: kintsugi export --list");
    }
}
