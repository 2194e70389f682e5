package dev.kintsugi.agent.pack;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where packs come from: built in, or a directory of the same files (`pack.yaml`, `entities.yaml`, `intents.yaml`,
/// `passages.yaml`, `records.yaml`; only the first is required). Stateless.
///
/// A pack that cannot be read throws a [Problem] with file, line, column and what to do.
public final class Packs {
    private static final List<String> NAMES = List.of("insurance", "support", "general", "errands");

    private Packs() {}

    /// The built-in packs, the default first.
    public static List<String> names() { return NAMES; }

    /// A built-in pack.
    public static Pack named(String name) {
        if (!NAMES.contains(name)) {
            throw new Problem("There is no knowledge pack '" + name + "'", "built in are " + String.join(", ", NAMES),
                    Meant.of(name, NAMES) + "Choose one of them, or name a directory with a pack.yaml");
        }
        return builtIn(name);
    }

    /// A pack of one's own.
    public static Pack load(Path dir) {
        if (!Files.isRegularFile(dir.resolve("pack.yaml"))) {
            throw new Problem("There is no knowledge pack in " + dir, "it has no file pack.yaml",
                    "Name a directory that holds one");
        }
        return new PackReader(file -> inDirectory(dir, file), Packs::builtIn).read();
    }

    /// The built-in pack of that name, else the one in that directory.
    public static Pack at(String nameOrDir) {
        return directory(nameOrDir) ? load(Path.of(nameOrDir)) : named(nameOrDir);
    }

    /// What to call the same pack from any folder: a directory by its whole path.
    public static String place(String nameOrDir) {
        return directory(nameOrDir) ? Path.of(nameOrDir).toAbsolutePath().normalize().toString() : nameOrDir;
    }

    private static boolean directory(String nameOrDir) {
        return !NAMES.contains(nameOrDir) && !nameOrDir.isBlank() && Files.isDirectory(Path.of(nameOrDir));
    }

    static Pack builtIn(String name) { return new PackReader(file -> inClasses(name, file), Packs::builtIn).read(); }

    private static Optional<YamlText> inDirectory(Path dir, String file) {
        var path = dir.resolve(file);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            throw new Problem("The pack file " + path + " cannot be read", "it is no file, or leads to none",
                    "Put a file there, or take it away");
        }
        try (var in = Files.newInputStream(path)) {
            return Optional.of(bounded(path.toString(), in));
        } catch (IOException e) {
            throw new Problem("The pack file " + path + " cannot be read", String.valueOf(e.getMessage()),
                    "Check that it is a file you may read", e);
        }
    }

    private static Optional<YamlText> inClasses(String name, String file) {
        var path = "/packs/" + name + "/" + file;
        try (var in = Packs.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(bounded(path, in));
        } catch (IOException e) {
            throw new Problem("The built-in pack " + name + " cannot be read", String.valueOf(e.getMessage()),
                    "Install the program again", Problem.Exit.INTERNAL, e);
        }
    }

    private static YamlText bounded(String name, InputStream in) throws IOException {
        var bytes = in.readNBytes(YamlText.MAX_BYTES + 1);
        if (bytes.length > YamlText.MAX_BYTES) {
            throw new Problem("The file " + name + " is too large", YamlText.MAX_BYTES + " bytes are allowed",
                    "Split or shorten it");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new YamlText(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new Problem("The pack file " + name + " cannot be used", "its text is not in UTF-8",
                    "Save it again with the encoding UTF-8", e);
        }
    }
}
