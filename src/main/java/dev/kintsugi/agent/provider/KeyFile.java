package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The file in the user's area that keeps the provider's key: 0600 in a directory of 0700 from the moment it exists,
/// and refused when others can read it. Where the system knows no such permissions (Windows), its access list is cut
/// down to the owner as well as the system lets us. All trouble is a [Problem]. Safe for many threads.
public final class KeyFile {
    /// The variable that comes before the file.
    public static final String VARIABLE = "AI_API_KEY";

    private static final int LONGEST = 4096;

    private final Path file;

    public KeyFile(Path file) { this.file = file.toAbsolutePath(); }

    /// The file of the user who runs this program.
    public static KeyFile ofUser() {
        return new KeyFile(KeyLocation.of(System::getenv, System.getProperty("os.name"),
                Path.of(System.getProperty("user.home"))));
    }

    public Path path() { return file; }

    /// The key from the variable [#VARIABLE], else from the file, else [Secret#NONE].
    ///
    /// @param variables gives an environment variable, or null
    public Secret find(UnaryOperator<@Nullable String> variables) {
        var fromEnvironment = Secret.of(Objects.requireNonNullElse(variables.apply(VARIABLE), ""));
        return fromEnvironment.isEmpty() ? read().orElse(Secret.NONE) : fromEnvironment;
    }

    /// The key in the file; empty when there is no file or nothing in it.
    public Optional<Secret> read() {
        try {
            OwnerOnly.refuseIfOthersCanRead(file);
            if (Files.size(file) > LONGEST) {
                throw new Problem("The key file cannot be used", file + " is too large to be a key",
                        "Put only the key into it");
            }
            return Optional.of(Secret.of(Files.readString(file))).filter(key -> !key.isEmpty());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Problem("The key file could not be read", FileTrouble.at(file, e),
                    "Check that it is a text file of yours, or set " + VARIABLE, e);
        }
    }

    /// Puts the key into the file, whole or not at all.
    public void write(Secret key) {
        if (key.isEmpty()) {
            throw new Problem("No key was saved", "it is empty", "Enter the key, or delete the saved one");
        }
        try {
            OwnerOnly.write(file, key.reveal());
        } catch (IOException e) {
            throw new Problem("The key could not be saved", FileTrouble.at(file, e),
                    "Check that the folder is yours and the disk has room, or set " + VARIABLE, e);
        }
    }

    /// Forgets the key. Returns whether there was a file.
    public boolean delete() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Problem("The key file could not be deleted", FileTrouble.at(file, e),
                    "Delete it by hand", e);
        }
    }
}
