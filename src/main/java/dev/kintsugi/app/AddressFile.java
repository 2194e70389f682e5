package dev.kintsugi.app;

import dev.kintsugi.agent.provider.OwnerOnly;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A file in the user's own area that keeps the address of a store, password included: only its owner may read it, and
/// it is refused when others can. All trouble is a [Problem]. Immutable.
record AddressFile(Path path) {
    private static final int LONGEST = 4096;

    /// The address; empty when there is no file or nothing in it.
    Optional<String> read() {
        try {
            OwnerOnly.refuseIfOthersCanRead(path);
            if (Files.size(path) > LONGEST) {
                throw new Problem("The saved address cannot be used", path + " is too large to be one",
                        "Put only the address into it, or delete it");
            }
            return Optional.of(Files.readString(path).strip()).filter(address -> !address.isEmpty());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw trouble("The saved address could not be read", e);
        }
    }

    /// Puts the address into the file, whole or not at all; an empty one deletes it.
    void write(String address) {
        try {
            if (address.isEmpty()) {
                Files.deleteIfExists(path);
            } else {
                OwnerOnly.write(path, address);
            }
        } catch (IOException e) {
            throw trouble("The address could not be saved", e);
        }
    }

    private Problem trouble(String what, IOException e) {
        return new Problem(what, FileTrouble.at(path, e),
                "Check that it is a text file of yours and the disk has room, or delete it", e);
    }
}
