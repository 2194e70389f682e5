package dev.kintsugi.domain;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Says in words why a file or folder could not be read or written: Java names the file, and leaves the reason to the
/// name of the exception. Stateless.
public final class FileTrouble {
    private FileTrouble() {}

    /// The file or folder and what the system said of it, which may name it already.
    public static String at(Path file, IOException fault) {
        var words = words(fault);
        return words.endsWith(" " + file) ? words : file + ": " + words;
    }

    /// What the system said, as part of a sentence.
    public static String words(IOException fault) {
        return switch (fault) {
            case AccessDeniedException denied -> "no permission at " + denied.getFile();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileSystemException file when file.getReason() != null -> file.getReason() + " at " + file.getFile();
            case FileSystemException file -> "something is in the way at " + file.getFile();
            case CharacterCodingException _ -> "it is no text in UTF-8";
            case IOException folder when "Is a directory".equals(folder.getMessage()) -> "it is a folder";
            default -> String.valueOf(fault.getMessage());
        };
    }
}
