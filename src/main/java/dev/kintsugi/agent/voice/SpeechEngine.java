package dev.kintsugi.agent.voice;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.RecoveryStrategy;
import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.time.Cancelled;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program that speaks what it reads from its input. Immutable; safe for many threads.
///
/// @param name    what people call it
/// @param command the program and its arguments
/// @param limit   how long it may speak. Default 60 s
public record SpeechEngine(String name, List<String> command, Duration limit) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<SpeechEngine> KNOWN = List.of(
            new SpeechEngine("espeak-ng", List.of("espeak-ng", "--stdin"), LIMIT),
            new SpeechEngine("espeak", List.of("espeak", "--stdin"), LIMIT),
            new SpeechEngine("say", List.of("say", "-f", "-"), LIMIT),
            new SpeechEngine("Windows speech", List.of("powershell.exe", "-NoProfile", "-Command",
                    "Add-Type -AssemblyName System.Speech; (New-Object System.Speech.Synthesis.SpeechSynthesizer)"
                            + ".Speak([Console]::In.ReadToEnd())"),
                    LIMIT));

    public SpeechEngine {
        command = List.copyOf(command);
        if (command.isEmpty() || !limit.isPositive()) {
            throw new IllegalArgumentException("a speech engine is a program with time to speak");
        }
    }

    /// The program of that name or path, which reads what to say from its input.
    public static SpeechEngine of(String program) {
        return KNOWN.stream().filter(k -> k.name().equalsIgnoreCase(program)).findFirst()
                .orElseGet(() -> new SpeechEngine(program, List.of(program), LIMIT));
    }

    /// The first known one that lies on this search path; empty when there is none.
    ///
    /// @param path as in the environment variable PATH
    public static Optional<SpeechEngine> installed(String path) {
        var folders = Arrays.stream(path.split(File.pathSeparator)).filter(f -> !f.isBlank()).map(Path::of)
                .toList();
        return KNOWN.stream()
                .filter(k -> folders.stream().anyMatch(f -> Files.isExecutable(f.resolve(k.command().getFirst()))))
                .findFirst();
    }

    /// Speaks the text and waits until it is said.
    ///
    /// @throws AgentError of the kind voice processing, when the program is missing, fails or takes too long
    public void speak(String text, ErrorContext context) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw failure(WireFault.CONNECT, "'" + command.getFirst() + "' cannot be started", context);
        }
        try {
            said(process, text, context);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void said(Process process, String text, ErrorContext context) {
        var writer = Thread.ofVirtual().start(() -> {
            try (var in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // It ended before it had read everything; its exit code says whether that is a failure.
            }
        });
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure(WireFault.READ_TIMEOUT, "it was not done after "
                        + BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + " s", context);
            }
            if (process.exitValue() != 0) {
                throw failure(WireFault.STREAM_ERROR, "it ended with code " + process.exitValue(), context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        } finally {
            writer.interrupt();
        }
    }

    private AgentError failure(WireFault fault, String why, ErrorContext context) {
        return new AgentError.VoiceProcessing(WireError.of(fault, name + ": " + why), context, Severity.LOW,
                EnumSet.of(RecoveryStrategy.GRACEFUL_MESSAGE));
    }
}
