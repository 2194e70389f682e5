package dev.kintsugi.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, as people run it: nothing of this machine's settings, keys or locale reaches it.
final class Child {
    /// What Java is told whatever the test.
    static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
            "-Dkintsugi.home=" + Path.of("").toAbsolutePath());

    private static final int PATIENCE_SECONDS = 90;

    private final Path folder;

    Child(Path folder) { this.folder = folder; }

    /// What it printed, and how it ended.
    record Ended(int code, String out, String err) {}

    Ended run(String... args) { return run(Map.of(), args); }

    Ended run(Map<String, String> variables, String... args) { return end(start(variables, args)); }

    Process start(Map<String, String> variables, String... args) { return start(command(args), variables); }

    static String java() { return ProcessHandle.current().info().command().orElse("java"); }

    private List<String> command(String... args) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(OPTIONS);
        command.add("-Duser.home=" + folder);
        command.addAll(Installed.options());
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        return command;
    }

    /// The same with Ctrl-C heeded, whatever the process that runs the tests was told to ignore.
    Process startHeedingCtrlC(String... args) {
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command(args));
        return start(command, Map.of());
    }

    /// The same without any standard input, as under some schedulers.
    Process startWithoutInput(String... args) {
        var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <&-", "sh"));
        command.addAll(command(args));
        return start(command, Map.of());
    }

    private Process start(List<String> command, Map<String, String> variables) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("XDG_DATA_HOME", folder.resolve("share").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its end; its input is closed.
    static Ended end(Process process) {
        try {
            process.getOutputStream().close();
            var err = new StringBuilder();
            var reader = Thread.ofVirtual().start(() -> err.append(text(process.getErrorStream())));
            var out = text(process.getInputStream());
            reader.join();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end: " + out + err);
            }
            return new Ended(process.exitValue(), out, err.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
