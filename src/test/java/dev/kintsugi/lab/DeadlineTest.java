package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.Forgetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One deadline, from the policy down to the wire.
class DeadlineTest {
    private static final String QUESTION = "What is the status of claim INS-2024-9876?";

    @TempDir
    private Path folder;

    private TurnStory turn(String patterns, @Nullable FailureMode forced) throws IOException {
        var policy = Files.writeString(folder.resolve("policy.yaml"), "patterns: " + patterns + "\n").toString();
        var settings = LabSettings.defaults();
        try (var lab = new Lab(settings, new Forgetting(), new EmbeddedState(new ConversationClock()),
                new TestAgents())) {
            var session = lab.begin(SessionSpec.of(settings).withPolicy(policy)
                    .virtual(Instant.parse("2026-01-01T00:00:00Z"), "deadline"));
            return session.say(new Said(QUESTION, forced, FaultSettings.defaults(), 0, "")).join();
        }
    }

    @Test
    void aModelThatTakesLongerIsWaitedForUntilTheDeadlineAndNoLonger() throws IOException {
        var turn = turn("[timeout: {per_call: 50ms}]", null);
        assertThat(turn.attempts()).extracting(a -> a.fault()).containsExactly(WireFault.READ_TIMEOUT);
        assertThat(turn.processingMs()).isEqualTo(50);
        assertThat(turn.outcome()).isEqualTo(Outcome.NATURAL_FAILURE);
    }

    @Test
    void aTimeoutOutsideRetryIsSharedByAllAttempts() throws IOException {
        var turn = turn("[timeout: {per_call: 3s}, retry]", FailureMode.API_TIMEOUT);
        assertThat(turn.processingMs()).isEqualTo(3000);
        assertThat(turn.attempts()).hasSize(1);
    }

    @Test
    void aCallThatLostTheRaceIsWrittenDownAsCancelled() throws IOException {
        var turn = turn("[hedge: {delay: 2s}]", FailureMode.API_TIMEOUT);
        assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(turn.injections()).hasSize(1);
        assertThat(turn.attempts()).anyMatch(a -> a.attempt() == 1 && !a.ok() && a.error().value().equals("cancelled"))
                .anyMatch(a -> a.attempt() == 2 && a.ok());
        assertThat(turn.processingMs()).isLessThan(5000);
    }

    @Test
    void whatRecoveryDidCanBeReadFromTheSession() throws IOException {
        var policy = Files
                .writeString(folder.resolve("policy.yaml"), "patterns: [breaker: {failures: 2, consecutive: yes}]\n")
                .toString();
        var settings = LabSettings.defaults();
        try (var lab = new Lab(settings, new Forgetting(), new EmbeddedState(new ConversationClock()),
                new TestAgents())) {
            var session = lab.begin(SessionSpec.of(settings).withPolicy(policy)
                    .virtual(Instant.parse("2026-01-01T00:00:00Z"), "health"));
            for (int i = 0; i < 3; i++) {
                session.say(new Said(QUESTION, FailureMode.SERVICE_UNAVAILABLE, FaultSettings.defaults(), 0, ""))
                        .join();
            }
            assertThat(session.recoveryHealth().healthy()).isFalse();
            assertThat(session.recoveryHealth().rejections()).isEqualTo(1);
            assertThat(session.recoveryCounts().of("breaker", "held_back")).isEqualTo(1);
            assertThat(session.recoveryCounts().circuits()).hasSize(1);
            assertThat(session.alerts()).extracting(f -> f.summary())
                    .containsExactly("The circuit of " + session.model() + " is open");
        }
    }
}
