package dev.kintsugi.domain;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
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

/// Writes a file whole or not at all: a draft beside it first, which takes its place when all is in it. Who reads the file
/// meanwhile, and whoever finds it after a full disk or a crash, finds what was there before. Stateless.
public final class WholeFile {
    private WholeFile() {}

    /// What is to stand in the file.
    @FunctionalInterface
    public interface Content {
        void to(Writer out) throws IOException;
    }

    /// Writes text in UTF-8. Half a character, which a model may well say, becomes a question mark: no reason to write
    /// nothing. A device, such as /dev/stdout or a pipe with a name, is written to as it is and never replaced by a file.
    ///
    /// @param file in a folder that exists
    public static void write(Path file, Content content) throws IOException {
        var target = file.toAbsolutePath();
        if (isDevice(target)) {
            fill(target, content);
            return;
        }
        var draft = draft(folder(target));
        try {
            fill(draft, content);
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    public static void write(Path file, String text) throws IOException { write(file, out -> out.write(text)); }

    private static boolean isDevice(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    private static void fill(Path file, Content content) throws IOException {
        try (var out = new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
            content.to(out);
        }
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
}
