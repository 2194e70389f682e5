import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes the archives of loaded and linked classes that let the packaged program start quickly: opens the window unseen,
/// and serves a lab that is asked a little of everything, both over stores that are thrown away, and lets Java write down
/// what it needed. `java Rehearsal.java FOLDER`, with the folder that `mvn package` makes. Whatever goes wrong costs the
/// archive and nothing else: the program starts without.
///
/// Beside `lib/window.aot` and `lib/terminal.aot` stand files that end in `.java`, with the version of the Java that made
/// them; the launcher uses an archive with that one only.
public final class Rehearsal {
    private static final String USABLE = "the window can be used";
    private static final int SECONDS = 120;
    private static final int QUESTIONS = 40;

    private Rehearsal() {}

    /// One of the two: how it is started beyond what both have, what is done with it once it runs, and whether it did.
    private record Door(String name, List<String> options, List<String> arguments, Use use) {}

    @FunctionalInterface
    private interface Use {
        boolean of(Process process, Path home) throws IOException, InterruptedException;
    }

    private static final List<Door> DOORS = List.of(
            new Door("window", List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dglass.platform=Headless",
                    "-Dprism.order=sw"), List.of(), Rehearsal::awaitWindow),
            new Door("terminal", List.of("-XX:+UseG1GC", "-Xms32m", "-Xmx256m"), List.of("serve", "--port", "0", "--json", "--rate",
                    "0"), Rehearsal::ask));

    public static void main(String[] args) {
        var lib = Path.of(args[0]).resolve("lib").toAbsolutePath();
        // Each waits for its own program for most of its time.
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            DOORS.forEach(door -> both.execute(() -> tell(door, lib)));
        }
    }

    private static void tell(Door door, Path lib) {
        try {
            var made = make(door, lib);
            System.out.println(made ? "Archived the classes of the " + door.name() + " in " + lib
                    : "The " + door.name() + " starts without an archive of its classes: none was written");
        } catch (IOException | RuntimeException e) {
            System.out.println("The " + door.name() + " starts without an archive of its classes: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean make(Door door, Path lib) throws IOException, InterruptedException {
        var archive = lib.resolve(door.name() + ".aot");
        var version = lib.resolve(door.name() + ".aot.java");
        Files.deleteIfExists(archive);
        Files.deleteIfExists(version);
        var home = Files.createTempDirectory("kintsugi-rehearsal");
        try {
            var made = home.resolve("made.aot");
            // Java leaves an empty file behind when it breaks down over writing it.
            if (!rehearse(door, lib, home) || !Files.exists(made) || Files.size(made) == 0) {
                return false;
            }
            Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(version, System.getProperty("java.runtime.version") + "\n");
            return true;
        } finally {
            remove(home);
        }
    }

    private static boolean rehearse(Door door, Path lib, Path home) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(door, lib, home)).directory(home.toFile())
                .redirectErrorStream(true).redirectOutput(said(home).toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AI_") || name.startsWith("JAVA_TOOL")
                || name.equals("DATABASE_URL") || name.equals("REDIS_URL"));
        environment.put("LOG_LEVEL", "DEBUG");
        environment.put("DISPLAY", ":none");
        for (var folder : List.of("XDG_DATA_HOME", "LOCALAPPDATA")) {
            environment.put(folder, home.resolve("data").toString());
        }
        var process = builder.start();
        var used = door.use().of(process, home);
        // Asked to end, Java writes the archive on its way out.
        process.destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return used;
    }

    private static Path said(Path home) { return home.resolve("said.txt"); }

    private static List<String> command(Door door, Path lib, Path home) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Without what Java learnt of the methods that ran: code compiled by the little of a rehearsal stays slower for good.
        return Stream.of(List.of(java, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining",
                "-XX:AOTCacheOutput=" + home.resolve("made.aot"), "-Xlog:disable", "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:-PrintWarnings", "-XX:-FlightRecorder", "-Duser.home=" + home,
                "-Dkintsugi.home=" + lib.getParent()), door.options(),
                List.of("-jar", lib.resolve("kintsugi.jar").toString()), door.arguments())
                .flatMap(List::stream).toList();
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

    /// Asks what programs ask: whole replies, streams, failures, and the lab's own interface.
    private static boolean ask(Process process, Path home) throws IOException, InterruptedException {
        var address = "";
        for (int i = 0; i < SECONDS * 10 && process.isAlive() && address.isEmpty(); i++) {
            var told = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(Files.readString(said(home)));
            address = told.find() ? told.group(1) : "";
            TimeUnit.MILLISECONDS.sleep(100);
        }
        try (var client = HttpClient.newHttpClient()) {
            var faults = List.of("", "", "", "", "hallucination", "service_unavailable", "cut_stream", "reset");
            for (int i = 0; !address.isEmpty() && i < QUESTIONS; i++) {
                var stream = i % 2 == 0;
                var request = post(address + "/v1/chat/completions", "{\"model\":\"m\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Where is my claim INS-2024-9876?\"}],\"stream\":" + stream + "}")
                        .header("X-Lab-Session", "s" + i % 8);
                var fault = faults.get(i % faults.size());
                send(client, fault.isEmpty() ? request : request.header("X-Lab-Fault", fault));
                send(client, HttpRequest.newBuilder(URI.create(address + List.of("/metrics", "/api/v1/sessions",
                        "/ai/health/error-handling", "/api/v1/verdicts", "/v1/models").get(i % 5))));
            }
            // By this door the lab's agent takes its time to think, so it is asked little.
            for (int i = 0; !address.isEmpty() && i < 3; i++) {
                send(client, post(address + "/api/v1/chat", "{\"session_id\":\"r\",\"message\":\"Where is my claim"
                        + " INS-2024-9876?\"}"));
            }
        }
        return !address.isEmpty();
    }

    private static HttpRequest.Builder post(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /// A failure that was asked for is no reason to stop.
    private static void send(HttpClient client, HttpRequest.Builder request) throws InterruptedException {
        try {
            client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException _) {
            return;
        }
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
