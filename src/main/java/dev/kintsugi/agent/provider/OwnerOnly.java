package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Files that only their owner can read. Stateless.
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /// Writes beside the file and moves into its place: never half a file, never for a moment readable by others.
    public static void write(Path file, String text) throws IOException {
        var directory = Objects.requireNonNull(file.getParent(), "a file lies in a directory");
        Files.createDirectories(directory, attributes(directory, DIRECTORY));
        var fresh = Files.createTempFile(directory, "key", ".tmp", attributes(directory, FILE));
        try {
            closeToOthers(fresh);
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Throws a [Problem] with the command to run when others than the owner have any right to it.
    public static void refuseIfOthersCanRead(Path file) throws IOException {
        if (!knowsPermissions(file)) {
            return;
        }
        var others = EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
        others.retainAll(Files.getPosixFilePermissions(file));
        if (!others.isEmpty()) {
            throw new Problem("The key file is open to others",
                    file + " has the permissions "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                    "Run: chmod 600 '" + file + "'");
        }
    }

    private static boolean knowsPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    private static FileAttribute<?>[] attributes(Path near, Set<PosixFilePermission> permissions) {
        return knowsPermissions(near)
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /// Windows: the access list is replaced by one entry for the owner.
    private static void closeToOthers(Path file) throws IOException {
        var list = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (list != null) {
            list.setAcl(List.of(AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(list.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class)).build()));
        }
    }
}
