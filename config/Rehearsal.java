import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes the archive of loaded and linked classes that lets the packaged window start quickly: opens the window unseen,
/// over a store that is thrown away, and lets Java write down what it needed. `java Rehearsal.java FOLDER`, with the
/// folder that `mvn package` makes. Whatever goes wrong costs the archive and nothing else: the program starts without.
///
/// Beside `lib/window.aot` stands `lib/window.aot.java`, the version of the Java that made it; the launcher uses the
/// archive with that one only.
public final class Rehearsal {
    private static final String USABLE = "the window can be used";
    private static final int SECONDS = 120;

    private Rehearsal() {}

    public static void main(String[] args) {
        var lib = Path.of(args[0]).resolve("lib").toAbsolutePath();
        try {
            var made = make(lib);
            System.out.println(made ? "Archived the classes of the window in " + lib.resolve("window.aot")
                    : "The window starts without an archive of its classes: none was written");
        } catch (IOException | RuntimeException e) {
            System.out.println("The window starts without an archive of its classes: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean make(Path lib) throws IOException, InterruptedException {
        var archive = lib.resolve("window.aot");
        var version = lib.resolve("window.aot.java");
        Files.deleteIfExists(archive);
        Files.deleteIfExists(version);
        var home = Files.createTempDirectory("kintsugi-rehearsal");
        try {
            if (!rehearse(lib, home) || !Files.exists(home.resolve("window.aot"))) {
                return false;
            }
            Files.move(home.resolve("window.aot"), archive, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(version, System.getProperty("java.runtime.version") + "\n");
            return true;
        } finally {
            remove(home);
        }
    }

    private static boolean rehearse(Path lib, Path home) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(lib, home)).directory(home.toFile())
                .redirectErrorStream(true).redirectOutput(home.resolve("said.txt").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AI_") || name.startsWith("JAVA_TOOL"));
        environment.put("LOG_LEVEL", "DEBUG");
        environment.put("DISPLAY", ":none");
        for (var folder : List.of("XDG_DATA_HOME", "LOCALAPPDATA")) {
            environment.put(folder, home.resolve("data").toString());
        }
        var process = builder.start();
        var opened = awaitWindow(process, home);
        // Asked to end, Java writes the archive on its way out.
        process.destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return opened;
    }

    private static List<String> command(Path lib, Path home) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:AOTCacheOutput=" + home.resolve("window.aot"), "-Xlog:disable",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dglass.platform=Headless", "-Dprism.order=sw",
                "-Duser.home=" + home,
                "-Dkintsugi.home=" + lib.getParent(), "-jar", lib.resolve("kintsugi.jar").toString());
    }

    private static boolean awaitWindow(Process process, Path home) throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS * 10 && process.isAlive(); i++) {
            if (usable(home)) {
                // A moment more, so that the first pictures are painted too.
                TimeUnit.SECONDS.sleep(1);
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    private static boolean usable(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (var log : files.filter(f -> f.endsWith("kintsugi.jsonl")).toList()) {
                if (Files.readString(log).contains(USABLE)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
