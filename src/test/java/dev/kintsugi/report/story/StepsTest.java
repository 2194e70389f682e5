package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a class reads of a turn: no word of it needs the lab's own book.
class StepsTest {
    private final SessionStory story = new SessionStory();
    private long sequence;

    private TurnStep told(LabEvent event) {
        add(event);
        return story.turns().getLast().steps().getLast();
    }

    private void add(LabEvent event) { story.add(new Entry(new SessionId("s"), 1, ++sequence, 0, 0, 0, event)); }

    private static LabEvent answered(int attempt, int call) {
        return new LabEvent.Attempted(attempt, call, "model", "scripted-large", 1, 1, 816, true, true,
                Text.of("A reply"), null, 0, null, null, Text.EMPTY);
    }

    private static LabEvent failed(String target) {
        return new LabEvent.Attempted(1, 1, target, "", 0, 0, 0, true, false, Text.EMPTY, WireFault.HTTP, 429, null,
                null, Text.of("Please wait."));
    }

    @Test
    void theFirstAttemptIsTheModelAndALaterOneIsCounted() {
        assertThat(told(answered(1, 1)).text()).isEqualTo("The model answered in 816 ms");
        assertThat(told(answered(1, 3)).text()).isEqualTo("The model answered in 816 ms");
        assertThat(told(answered(2, 4)).text()).isEqualTo("Attempt 2: the model answered in 816 ms");
    }

    @Test
    void anErrorIsToldWithItsStatusAndSoIsThatRecoverySawIt() {
        assertThat(told(failed("model")).text()).isEqualTo("The model gave an error: 429 Please wait.");
        assertThat(told(failed("lookup_claim")).text())
                .isEqualTo("The tool lookup_claim gave an error: 429 Please wait.");
        var seen = told(recovering("call", Step.Action.SAW_ERROR,
                "resource management: HTTP 429 from model, can heal by itself"));
        assertThat(seen.text()).isEqualTo("Recovery saw the error, which can heal by itself");
        assertThat(seen.detail()).contains("resource management");
        assertThat(told(recovering("call", Step.Action.SAW_ERROR,
                "security validation: HTTP 403 from model, does not heal by itself")).text())
                .isEqualTo("Recovery saw the error");
    }

    @Test
    void aPatternIsNamedAndSaysWhatItDoes() {
        assertThat(told(recovering("retry", Step.Action.WAITS, "2.0 s, as the provider asked")).text())
                .isEqualTo("Retry: waits 2.0 s, as the provider asked");
        assertThat(told(new LabEvent.Paused(WaitReason.BACKOFF, 2_000, 2_000, true)).text())
                .isEqualTo("Waited 2.0 s before the next attempt (skipped)");
        assertThat(told(recovering("model fallback", Step.Action.FELL_BACK, "asks scripted-small instead")).text())
                .isEqualTo("Model fallback: asks scripted-small instead");
    }

    @Test
    void whatADetectorSaidIsNotSaidAgainByThePatternThatHeedsIt() {
        add(new LabEvent.Detected(new Detection("claims", 1, Text.of("nothing supports \"Alice\""), 0, 0, Text.EMPTY)));
        add(recovering("verify", Step.Action.FLAGGED, "claims: nothing supports \"Alice\""));
        assertThat(story.turns().getLast().steps()).extracting(TurnStep::text)
                .containsExactly("Caught by the claims detector: nothing supports \"Alice\"");
    }

    @Test
    void whatCaughtAReplyIsToldBeforeTheReplyIsTakenBack() {
        add(answered(1, 1));
        add(new LabEvent.Exposed(1, Text.of("Alice handles it.")));
        add(new LabEvent.Detected(new Detection("claims", 1, Text.of("nothing supports \"Alice\""), 0, 0, Text.EMPTY)));
        add(recovering("verify", Step.Action.FLAGGED, "claims: nothing supports \"Alice\""));
        add(new LabEvent.Detected(new Detection("loop", 1, Text.of("said before"), 0, 0, Text.EMPTY)));
        add(recovering("verify", Step.Action.TRIED_AGAIN, "asks again and says why"));
        assertThat(story.turns().getLast().steps()).extracting(TurnStep::text).containsExactly(
                "The model answered in 816 ms", "Caught by the claims detector: nothing supports \"Alice\"",
                "Caught by the loop detector: said before", "A reply that had come in was taken back",
                "Verify: asks again and says why");
    }

    @Test
    void aFaultSaysWhatEndsIt() {
        assertThat(told(injected("when another model is asked")).detail())
                .isEqualTo("It lets go when another model is asked.");
        assertThat(told(injected("never")).detail()).isEqualTo("It never lets go.");
        assertThat(told(injected("never")).text()).isEqualTo("Injected: API timeout");
    }

    @Test
    void aToolIsSaidToBeTheAgents() {
        assertThat(told(used(Effect.READ, true)).text()).isEqualTo("The agent looked something up with lookup_claim");
        assertThat(told(used(Effect.EFFECT, false)).text())
                .isEqualTo("The agent acted with lookup_claim, without success");
    }

    private static LabEvent used(Effect effect, boolean ok) {
        return new LabEvent.ToolUsed("lookup_claim", effect, "", Text.EMPTY, Text.EMPTY, ok);
    }

    private static LabEvent injected(String cure) {
        return new LabEvent.Injected(FailureMode.API_TIMEOUT, 1, "model", Text.EMPTY, Text.EMPTY, "", List.of(), cure);
    }

    private static LabEvent recovering(String pattern, Step.Action action, String note) {
        return new LabEvent.Recovering(new Step(pattern, action, 1, Text.of(note)));
    }
}
