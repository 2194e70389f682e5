package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// Where a lab keeps its log and tables, as a URL or a path says it: a folder for H2, or a Postgres. Immutable.
///
/// A URL may say no more than where: H2 and the driver of Postgres would run scripts, load classes and write files at a
/// URL's word.
public sealed interface StoreUrl permits StoreUrl.Folder, PostgresUrl {
    /// Reads `postgresql://…`, `postgres://…`, `jdbc:postgresql:…`, or `jdbc:h2:` with the path of a lab's database.
    ///
    /// @param name what the URL is called where it was set, e.g. `DATABASE_URL`
    /// @throws Problem when it is none of these or says more than it may
    static StoreUrl of(String name, String text) {
        var url = text.strip();
        var low = url.toLowerCase(Locale.ROOT);
        if (low.startsWith("jdbc:h2:")) {
            return Folder.of(name, url.substring("jdbc:h2:".length()));
        }
        if (PostgresUrl.named(url)) {
            return PostgresUrl.of(name, url);
        }
        throw UrlParts.unusable(name, "it names neither a Postgres nor a lab's own database",
                "Write postgresql://user:password@host:5432/name, or jdbc:h2:file:DIR/kintsugi");
    }

    /// Reads what [#of] reads, or the path of a folder.
    static StoreUrl place(String name, String text) {
        if (text.isBlank()) {
            throw UrlParts.unusable(name, "it is empty", "Name a folder, or a URL");
        }
        if (text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*") && !text.matches("(?s)[A-Za-z]:.*")) {
            return of(name, text);
        }
        try {
            return new Folder(Path.of(text));
        } catch (InvalidPathException e) {
            throw UrlParts.unusable(name, "it is no path", "Name a folder, or a URL");
        }
    }

    /// Where it is, for people; never holds a password.
    String place();

    /// An H2 database in a folder of this machine.
    record Folder(Path path) implements StoreUrl {
        private static final String FILE = "kintsugi";

        private static Folder of(String name, String text) {
            var semicolon = text.indexOf(';');
            if (semicolon >= 0) {
                throw UrlParts.unusable(name,
                        "behind its ';' it says more than where the file is, which is not allowed",
                        "Leave out everything from the first ';'");
            }
            var path = text.startsWith("file:") ? text.substring("file:".length()) : text;
            if (path.matches("(?s)[A-Za-z]{2,}:.*")) {
                throw UrlParts.unusable(name, "of H2, the lab uses files only", "Write jdbc:h2:file:DIR/kintsugi");
            }
            return new Folder(folder(name, path));
        }

        private static Path folder(String name, String path) {
            try {
                var home = path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
                var file = Path.of(home.endsWith(".mv.db") ? home.substring(0, home.length() - 6) : home);
                if (file.endsWith(FILE)) {
                    return file.toAbsolutePath().normalize().resolveSibling("");
                }
            } catch (InvalidPathException _) {
                // Told below.
            }
            throw UrlParts.unusable(name, "the file of a lab's database is called kintsugi",
                    "Write jdbc:h2:file:DIR/kintsugi, where DIR is the folder");
        }

        @Override
        public String place() { return path.toString(); }
    }
}
