package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// A lab whose sessions are played again.
abstract class ReplayCase {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final List<String> MESSAGES = List.of("Where is my claim INS-2024-9876?",
            "And the deductible of 1,250 dollars?", "I need a rental car from March 3 in Springfield for 4 days",
            "Thank you");

    @TempDir
    Path folder;

    Lab lab = lab(UnaryOperator.identity());

    static Lab lab(UnaryOperator<LabSettings> settings) {
        return Lab.inMemory(settings.apply(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT)),
                new TestAgents());
    }

    @AfterEach
    void close() { lab.close(); }

    Session begin(String policy) { return lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy)); }

    List<String> lines(SessionId id) {
        var lines = new ArrayList<String>();
        lab.lines(id, lines::add);
        return lines;
    }

    String hedged(String delay) throws IOException { return Files.writeString(folder.resolve("hedged.yaml"), """
            patterns:
              - degrade
              - hedge: {delay: %s}
              - breaker: {failures: 1, consecutive: yes, open: 1h, shared: yes}
            """.formatted(delay)).toString(); }
}
