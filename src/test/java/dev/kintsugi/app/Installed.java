package dev.kintsugi.app;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program's classes in a jar with an archive of them, as in an installation: a process of its own starts with it in
/// about half the processor time. It stands beside the classes; the first test that starts a process makes it, and makes it
/// anew once they changed. Where Java leaves no archive, processes start without.
final class Installed {
    private static final int PATIENCE_SECONDS = 120;
    private static final List<String> OPTIONS = ready();

    private Installed() {}

    /// What Java is told so that it runs the program from there.
    static List<String> options() { return OPTIONS; }

    /// The other process that runs tests waits here until this one is done.
    private static List<String> ready() {
        try {
            var classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            var folder = Files.createDirectories(classes.resolveSibling("installed"));
            try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                return ready(classes, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ready(Path classes, Path folder) throws IOException {
        var jar = folder.resolve("kintsugi.jar");
        var archive = folder.resolve("kintsugi.aot");
        var path = Stream.concat(Stream.of(jar), libraries()).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        var made = folder.resolve("made");
        var wanted = path + "\n" + newest(classes);
        if (!Files.exists(made) || !Files.readString(made).equals(wanted)) {
            Files.deleteIfExists(archive);
            pack(classes, jar);
            rehearse(archive, path);
            Files.writeString(made, wanted);
        }
        var program = List.of("-cp", path);
        return Files.exists(archive)
                ? Stream.concat(Stream.of("-XX:AOTCache=" + archive), program.stream()).toList()
                : program;
    }

    private static Stream<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .map(Path::toAbsolutePath).filter(Files::isRegularFile);
    }

    private static long newest(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }

    private static void pack(Path classes, Path jar) {
        var said = new PrintWriter(System.err, true);
        var code = ToolProvider.findFirst("jar").orElseThrow().run(said, said, "--create", "--no-compress", "--file",
                jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) {
            throw new AssertionError("no jar of the classes was made");
        }
    }

    /// One short conversation: what Java loaded for it is what most commands need.
    private static void rehearse(Path archive, String path) throws IOException {
        var folder = Files.createTempDirectory(archive.getParent(), "rehearsal");
        var command = Stream.of(List.of(Child.java()), Child.OPTIONS, List.of(
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + archive,
                "-Duser.home=" + folder, "-cp", path, Main.class.getName(), "chat", "--message", "Hello", "--speed",
                "instant", "--data", folder.resolve("db").toString())).flatMap(List::stream).toList();
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        var process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end: " + Files.readString(folder.resolve("said")));
            }
            if (!Files.exists(archive)) {
                System.err.println("Processes start without an archive: " + Files.readString(folder.resolve("said")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
