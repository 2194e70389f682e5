package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.audit.Verifier;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Turns from message to disk, on the real rooms.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LabTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    @TempDir
    Path folder;

    private static Lab lab(LabSettings settings) {
        return new Lab(settings, H2Journal.inMemory(), new EmbeddedState(new ConversationClock()), new TestAgents());
    }

    private static Session begin(Lab lab, String policy) {
        return lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy).virtual(START, ""));
    }

    private static TurnStory say(Session session, String message, @Nullable FailureMode forced) {
        return session.say(message, forced).join();
    }

    @Test
    void aTurnNobodyTouchesIsDeliveredAsItCame() {
        try (var lab = lab(LabSettings.defaults())) {
            var turn = say(begin(lab, "standard"), QUESTION, null);
            assertThat(turn.outcome()).isEqualTo(Outcome.SOUND);
            assertThat(turn.delivered()).isEqualTo(turn.natural()).isEqualTo(turn.observed());
            assertThat(turn.delivered().value()).contains("INS-2024-9876");
            assertThat(turn.decision()).extracting(Decision::reason).isEqualTo(Decision.Reason.OFF);
        }
    }

    @Test
    void withoutRecoveryTheFailureIsDelivered() {
        try (var lab = lab(LabSettings.defaults())) {
            var turn = say(begin(lab, "none"), QUESTION, FailureMode.SERVICE_UNAVAILABLE);
            assertThat(turn.outcome()).isEqualTo(Outcome.LOST);
            assertThat(turn.status()).isEqualTo(TurnStatus.FAILURE);
            assertThat(turn.naturalStatus()).isEqualTo(TurnStatus.SUCCESS);
            assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.ERROR);
            assertThat(turn.observedIsError()).isTrue();
            assertThat(turn.natural().value()).contains("INS-2024-9876");
        }
    }

    @Test
    void standardRecoveryMendsAServiceThatIsDownForASecond() {
        try (var lab = lab(LabSettings.defaults())) {
            var turn = say(begin(lab, "standard"), QUESTION, FailureMode.SERVICE_UNAVAILABLE);
            assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(turn.status()).isEqualTo(TurnStatus.FAILURE);
            assertThat(turn.delivered().value()).contains("INS-2024-9876");
            assertThat(turn.processingMs()).isGreaterThan(1000);
        }
    }

    @Test
    void aHallucinationIsCaughtAndMendedBeforeTheNewcomersEyes() {
        try (var lab = lab(LabSettings.defaults())) {
            var turn = say(begin(lab, "standard"), QUESTION, FailureMode.HALLUCINATION);
            assertThat(turn.observed()).isNotEqualTo(turn.natural());
            assertThat(turn.detections()).isNotEmpty();
            assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(turn.injections().getFirst().changes()).isNotEmpty();
        }
    }

    @Test
    void nothingButAPersonSavesAWrongCredential() {
        try (var lab = lab(LabSettings.defaults())) {
            var turn = say(begin(lab, "standard"), QUESTION, FailureMode.AUTH_ERROR);
            assertThat(turn.outcome()).isEqualTo(Outcome.SOFTENED);
            assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.MESSAGE);
            assertThat(turn.attempts().stream().filter(a -> !a.ok())).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void everyModeCanBeForcedAndIsWrittenDown() {
        try (var lab = lab(LabSettings.defaults())) {
            for (var mode : FailureMode.values()) {
                var turn = say(begin(lab, "none"), QUESTION, mode);
                assertThat(turn.injections()).as(mode.wire()).isNotEmpty();
                assertThat(turn.injections().getFirst().mode()).isEqualTo(mode);
                assertThat(turn.outcome()).as(mode.wire()).isEqualTo(Outcome.LOST);
                assertThat(turn.natural().value()).as(mode.wire()).isNotBlank();
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(chaoticLog(7)).isEqualTo(chaoticLog(7)).isNotEqualTo(chaoticLog(8));
    }

    private static List<String> chaoticLog(long seed) {
        var settings = LabSettings.defaults().withSeed(seed)
                .withFaults(LabSettings.defaults().faults().withChaos(true).withCooldown(Duration.ZERO));
        try (var lab = lab(settings)) {
            var session = begin(lab, "standard");
            for (var message : List.of("Hello", QUESTION, "And the deductible?", "I need a rental car", "Thank you")) {
                say(session, message, null);
            }
            var lines = new ArrayList<String>();
            lab.lines(session.id(), lines::add);
            return lines;
        }
    }

    @Test
    void whatWasSaidIsThereAfterAReopen() {
        var id = new SessionId("kept");
        TurnStory before;
        try (var lab = onDisk()) {
            before = say(lab.begin(SessionSpec.of(lab.settings()).named(id)), QUESTION, FailureMode.OFF_TOPIC);
        }
        try (var lab = onDisk()) {
            var session = lab.open(id);
            assertThat(session.turns().getFirst()).isEqualTo(before);
            assertThat(session.history()).hasSize(2);
            assertThat(say(session, "And the deductible?", null).number()).isEqualTo(2);
        }
    }

    private Lab onDisk() {
        return new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), H2Journal.open(folder),
                new EmbeddedState(new ConversationClock()), new TestAgents());
    }

    @Test
    void aStoppedTurnIsShownAsInterruptedAndTheNextOneWorks() {
        try (var lab = lab(LabSettings.defaults())) {
            var session = lab.begin(SessionSpec.of(lab.settings()));
            var waits = Collections.synchronizedList(new ArrayList<LabNews>());
            try (var _ = lab.watch(waits::add)) {
                var turn = session.say(QUESTION, FailureMode.API_TIMEOUT);
                await().until(() -> waits.stream().anyMatch(LabNews.Waiting.class::isInstance));
                session.stop();
                assertThat(turn.join().state()).isEqualTo(TurnStory.State.INTERRUPTED);
            }
            session.timeScale(ConversationClock.INSTANT);
            assertThat(say(session, QUESTION, null).outcome()).isEqualTo(Outcome.SOUND);
        }
    }

    @Test
    void aWaitCanBeSkipped() {
        try (var lab = lab(LabSettings.defaults())) {
            var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("none"));
            var turn = session.say(QUESTION, FailureMode.API_TIMEOUT);
            await().until(() -> {
                session.skipWait();
                return turn.isDone();
            });
            assertThat(turn.join().processingMs()).isGreaterThan(4000);
        }
    }

    @Test
    void aPanicStopEndsEverythingUntilSomeoneTurnsItOnAgain() {
        var settings = LabSettings.defaults().withFaults(LabSettings.defaults().faults().withChaos(true));
        try (var lab = lab(settings)) {
            var session = begin(lab, "none");
            lab.panicStop();
            var stopped = say(session, QUESTION, FailureMode.HALLUCINATION);
            assertThat(stopped.decision()).extracting(Decision::reason).isEqualTo(Decision.Reason.PANIC_STOP);
            assertThat(stopped.outcome()).isEqualTo(Outcome.SOUND);
            lab.resumeFaults();
            assertThat(say(session, QUESTION, FailureMode.HALLUCINATION).failed()).isTrue();
        }
    }

    @Test
    void aPolicyWhoseFileIsGoneHoldsUpNeitherASettingNorThePanicStop() throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\npatterns: [retry]\n");
        try (var lab = lab(LabSettings.defaults().withPolicy(file.toString()))) {
            var session = begin(lab, "none");
            Files.delete(file);
            var now = lab.settings();
            lab.change(now.withFaults(now.faults().withChaos(true)));
            assertThat(lab.settings().faults().chaos()).isTrue();
            lab.panicStop();
            assertThat(lab.stopped()).isTrue();
            assertThat(lab.settings().faults().chaos()).isFalse();
            assertThat(say(session, QUESTION, FailureMode.HALLUCINATION).outcome()).isEqualTo(Outcome.SOUND);
            assertThatThrownBy(() -> lab.change(now.withPolicy(file + "x"))).isInstanceOf(Problem.class);
            assertThat(lab.settings().policy()).isEqualTo(now.policy());
        }
    }

    @Test
    void anExportVerifiesAndOneAlteredByteIsNamed() throws IOException {
        try (var lab = lab(LabSettings.defaults())) {
            var session = begin(lab, "standard");
            say(session, QUESTION, FailureMode.HALLUCINATION);
            var file = folder.resolve("log.jsonl");
            Export.write(lab, session.id(), Export.Format.JSONL, file);
            assertThat(Verifier.verify(file).sound()).isTrue();
            var text = Files.readString(file);
            Files.writeString(file, text.replaceFirst("\"type\":\"decided\"", "\"type\":\"dEcided\""));
            assertThat(Verifier.verify(file).bad())
                    .hasValueSatisfying(bad -> assertThat(bad.event()).contains("dEcided"));
        }
    }

    @Test
    void whereNothingCanBeWrittenTheFolderIsNamedAndNoFileThatNobodyKnows() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no folder that takes no files");
        try (var lab = lab(LabSettings.defaults())) {
            var session = begin(lab, "none");
            assertThatThrownBy(() -> Export.write(lab, session.id(), Export.Format.JSONL, Path.of("/proc/log.jsonl")))
                    .isInstanceOf(Problem.class).hasMessageContaining("/proc/log.jsonl cannot be written")
                    .hasMessageContaining(" at /proc").hasMessageNotContaining(".part");
        }
    }

    @Test
    void theIntentOfAnEffectIsOnDiskBeforeItActs() {
        try (var lab = lab(LabSettings.defaults())) {
            var session = begin(lab, "none");
            say(session, QUESTION, null);
            var turn = say(session, "Please open a ticket for a colleague, I want to talk to a human", null);
            var events = turn.entries().stream().map(e -> e.event().getClass().getSimpleName()).toList();
            assertThat(events).containsSubsequence(LabEvent.ToolIntended.class.getSimpleName(),
                    LabEvent.ToolUsed.class.getSimpleName());
        }
    }

    @Test
    void anUnknownSessionIsAClearProblem() {
        try (var lab = lab(LabSettings.defaults())) {
            assertThatThrownBy(() -> lab.open(new SessionId("nobody"))).isInstanceOf(Problem.class)
                    .hasMessageContaining("nobody");
        }
    }

    @Test
    void aWatcherThatFailsHarmsNobody() {
        try (var lab = lab(LabSettings.defaults())) {
            try (var _ = lab.watch(_ -> {
                throw new IllegalStateException("a bad watcher");
            })) {
                assertThat(say(begin(lab, "none"), QUESTION, null).outcome()).isEqualTo(Outcome.SOUND);
            }
        }
    }
}
