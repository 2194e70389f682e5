package dev.kintsugi.report.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.stats.KaplanMeier;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.SessionStory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryFoldTest {
    private final RecoveryFold fold = new RecoveryFold();
    private final SessionStory story = new SessionStory();
    private long sequence;
    private long lab = 1000;
    private int turn;

    private void add(LabEvent event) {
        var entry = new Entry(new SessionId("s"), turn, ++sequence, lab, lab, 0, event);
        fold.add(entry);
        story.add(entry);
    }

    private void begins() {
        turn++;
        add(new LabEvent.MessageReceived(Text.of("Hello?"), null));
    }

    private void call(int attempt, int call, boolean ok) {
        add(new LabEvent.Attempted(attempt, call, "model", "alpha", 1, 1, 10, true, ok, Text.of(ok ? "yes" : ""),
                ok ? null : WireFault.HTTP, ok ? 200 : 503, ok ? null : ErrorCategory.MODEL_INFERENCE,
                ok ? null : Severity.HIGH, Text.of("")));
    }

    private void step(String pattern, Step.Action action, String note) {
        add(new LabEvent.Recovering(new Step(pattern, action, 1, Text.of(note))));
    }

    private void ends(Outcome outcome) { ends(outcome, DeliveredStatus.REPLY); }

    private void ends(Outcome outcome, DeliveredStatus delivered) {
        add(new LabEvent.Delivered(delivered, Text.of("yes"), "attempt 2", "alpha"));
        add(new LabEvent.TurnConcluded(TurnStatus.FAILURE, TurnStatus.SUCCESS, delivered, outcome, 2, 1, 0));
    }

    private void injected() {
        add(new LabEvent.Injected(FailureMode.SERVICE_UNAVAILABLE, 1, "model", Text.of("yes"), Text.of(""), "503",
                List.of(), ""));
    }

    /// A failure that is retried: noticed after 2 s, mended 3 s later.
    private void retried(Outcome outcome) {
        begins();
        injected();
        lab += 2000;
        call(1, 1, false);
        step("call", Step.Action.SAW_ERROR, "503");
        step("retry", Step.Action.TRIED_AGAIN, "try 2 of 3");
        lab += 3000;
        call(2, 1, outcome == Outcome.RECOVERED);
        ends(outcome);
    }

    /// The second place of the turn was a tool's, which is in the house and is not called over a wire.
    @Test
    void aTurnThatNeededEveryCallIsNotAmplified() {
        begins();
        call(1, 1, true);
        call(1, 3, true);
        ends(Outcome.SOUND);

        assertThat(fold.counts().amplification().words()).isEqualTo("1.00 (2 calls for 2)");
        assertThat(CallTree.of(story.turns().getLast()).label()).isEqualTo("turn 1: 1.00 (2 calls for 2)");
    }

    @Test
    void anotherPolicyBeginsWithClosedCircuits() {
        step("breaker", Step.Action.CIRCUIT, "alpha: closed to open");
        step("breaker", Step.Action.CIRCUIT, "beta: closed to open (shared)");
        add(new LabEvent.SettingChanged("policy", Text.of("standard")));

        assertThat(fold.counts().circuits()).map(c -> c.service() + " " + c.to())
                .containsExactly("alpha open", "beta open", "alpha closed");
    }

    @Test
    void anotherLifeBeginsWithClosedCircuits() {
        retried(Outcome.LOST);
        step("breaker", Step.Action.CIRCUIT, "alpha: closed to open");
        fold.add(new Entry(new SessionId("s"), 0, 99, 5_000, 5_000, 0, new LabEvent.SessionReopened()));

        assertThat(fold.counts().circuits().getLast())
                .isEqualTo(new CircuitChange("alpha", "open", "closed", false, 1, 5_000));
    }

    @Test
    void patternsAreCountedByWhatTheyDid() {
        retried(Outcome.RECOVERED);
        retried(Outcome.LOST);
        step("breaker", Step.Action.HELD_BACK, "alpha was not asked");
        var counts = fold.counts();
        assertThat(counts.of("retry", "tried_again")).isEqualTo(2);
        assertThat(counts.of("attempt", "failed")).isEqualTo(3);
        assertThat(counts.of("attempt", "ok")).isEqualTo(1);
        assertThat(counts.all("held_back")).isEqualTo(1);
        assertThat(counts.errors()).containsEntry(ErrorCategory.MODEL_INFERENCE, 3);
        assertThat(counts.recoveryRate()).isEqualTo(Rate.of(1, 2));
    }

    @Test
    void amplificationIsCallsMadeOverCallsNeeded() {
        retried(Outcome.RECOVERED);
        begins();
        call(1, 1, true);
        call(1, 2, true);
        ends(Outcome.SOUND);
        assertThat(fold.counts().amplification()).isEqualTo(new Amplification(4, 3));
        assertThat(new Amplification(15, 6).words()).isEqualTo("2.50 (15 calls for 6)");
        assertThat(new Amplification(0, 0).words()).isEqualTo("no data");
    }

    @Test
    void aTurnsCallsAreATree() {
        retried(Outcome.RECOVERED);
        assertThat(CallTree.of(story.turn(1).orElseThrow()).text()).isEqualTo("""
                turn 1: 2.00 (2 calls for 1)
                ├─ attempt 1
                │  └─ alpha, 10 ms, HTTP 503
                └─ attempt 2
                   └─ alpha, 10 ms, ok
                """);
    }

    @Test
    void timesToDetectAndToRestoreCountThoseThatNeverWere() {
        retried(Outcome.RECOVERED);
        begins();
        injected();
        lab += 9000;
        ends(Outcome.LOST);
        var counts = fold.counts();
        assertThat(counts.timesToDetect()).containsExactly(new RestoreTime(2000, true),
                new RestoreTime(RestoreTime.HORIZON, false));
        assertThat(counts.timesToRestore()).containsExactly(new RestoreTime(3000, true));
        assertThat(KaplanMeier.median(counts.timesToDetect())).hasValue(2000);
        assertThat(KaplanMeier.restrictedMean(counts.timesToDetect(), 10_000)).hasValue(2000 + 0.5 * 8000);
        assertThat(KaplanMeier.restrictedMean(List.of(), 1)).isEmpty();
    }

    @Test
    void failuresThatAreGivenUpEarlyDoNotMakeForAShortMedian() {
        for (int i = 0; i < 9; i++) {
            begins();
            injected();
            lab += 200;
            step("call", Step.Action.SAW_ERROR, "401");
            lab += 400;
            ends(i % 2 == 0 ? Outcome.SOFTENED : Outcome.LOST);
        }
        retried(Outcome.RECOVERED);
        assertThat(KaplanMeier.median(fold.counts().timesToRestore())).isEmpty();
    }

    @Test
    void circuitsHaveATimeLine() {
        begins();
        step("breaker", Step.Action.CIRCUIT, "alpha: closed to open");
        lab += 60_000;
        step("breaker", Step.Action.CIRCUIT, "alpha: open to half-open (shared)");
        assertThat(fold.counts().circuits()).containsExactly(
                new CircuitChange("alpha", "closed", "open", false, 1, 1000),
                new CircuitChange("alpha", "open", "half-open", true, 1, 61_000));
    }

    private void turns(int many, Outcome outcome) {
        for (int i = 0; i < many; i++) {
            if (outcome == Outcome.LOST) {
                retried(outcome);
            } else {
                begins();
                call(1, 1, true);
                ends(outcome);
            }
        }
    }

    private List<Alert> alerts() { return Alerts.of(story.turns(), fold.counts(), Set.of()); }

    /// Ten turns lately against at least five before.
    @ParameterizedTest
    @CsvSource({"4, false", "5, true"})
    void aSpikeNeedsFiveTurnsToBeHeldAgainst(int before, boolean told) {
        turns(before, Outcome.SOUND);
        turns(10, Outcome.LOST);
        assertThat(alerts().stream().anyMatch(a -> a.summary().contains("spiked"))).isEqualTo(told);
    }

    /// 8 of 10 is 49-94 %, 9 of 10 is 60-98 %.
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"8; HIGH; 8 of the last 10 turns failed (80 %, 49 to 94)",
            "9; CRITICAL; 9 of the last 10 turns failed (90 %, 60 to 98)"})
    void aSpikeIsCriticalWhenMoreThanHalfFailForSure(int failed, Severity severity, String words) {
        turns(30 + 10 - failed, Outcome.SOUND);
        turns(failed, Outcome.LOST);
        var spike = alerts().getFirst();
        assertThat(spike.severity()).isEqualTo(severity);
        assertThat(spike.fields()).containsEntry("explanation", words + ", before that 0 of 30 (0 %, 0 to 11)");
        assertThat(Shares.typed(spike.explanation())).isEqualTo(spike.fields().get("explanation"));
    }

    /// What fails from the first turn on never spikes; 5 of 5 is 57-100 %, 8 of 10 is 49-94 %.
    @ParameterizedTest
    @CsvSource({"0, 4, MESSAGE, false", "0, 5, MESSAGE, true", "0, 5, ERROR, true", "0, 5, HUMAN, false",
            "0, 5, REPLY, false", "2, 8, STALE, false", "1, 9, STALE, true", "30, 10, STALE, true"})
    void turnsThatEndWithoutANewAnswerAreToldWhenTheyAreMostOfTheLatest(int answered, int not, DeliveredStatus status,
            boolean told) {
        turns(answered, Outcome.SOUND);
        for (int i = 0; i < not; i++) {
            begins();
            call(1, 1, true);
            ends(Outcome.SOFTENED, status);
        }
        assertThat(alerts()).extracting(Alert::summary)
                .isEqualTo(told ? List.of("Most turns end without a new answer") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"4, 4, false", "5, 4, true", "5, 3, false"})
    void callsBeyondThreeForEachThatWasNeededAreTold(int turns, int calls, boolean told) {
        for (int i = 0; i < turns; i++) {
            begins();
            for (int attempt = 1; attempt <= calls; attempt++) {
                call(attempt, 1, attempt == calls);
            }
            ends(Outcome.RECOVERED);
        }
        assertThat(alerts()).extracting(Alert::summary)
                .isEqualTo(told ? List.of("Recovery calls more than it should") : List.of());
    }

    @Test
    void anAlertTellsASpikeAndAnOpenCircuitButNotASingleFailure() {
        for (int i = 0; i < 20; i++) {
            begins();
            call(1, 1, true);
            ends(Outcome.SOUND);
        }
        retried(Outcome.RECOVERED);
        assertThat(Alerts.of(story.turns(), fold.counts(), Set.of())).isEmpty();
        for (int i = 0; i < 10; i++) {
            retried(Outcome.LOST);
        }
        step("breaker", Step.Action.CIRCUIT, "alpha: closed to open");
        assertThat(Alerts.of(story.turns(), fold.counts(), Set.of("alpha"))).extracting(Alert::summary)
                .containsExactly("The failure rate has spiked", "The circuit of alpha is open");
        assertThat(Alerts.of(story.turns(), fold.counts(), Set.of())).as("opened again, with closed circuits")
                .extracting(Alert::summary).containsExactly("The failure rate has spiked");
    }
}
